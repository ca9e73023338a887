// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, BrowserWindow, ipcMain } = require('electron')
const fs = require('fs')
const path = require('path')
const { handle, on } = require('./trusted-ipc')

// A value that cannot be had is left out: no page fails for it.
function attempt(value) {
  try { return value() } catch (error) { return undefined }
}

// The path, if it lies in this folder.
function inside(folder, file) {
  const way = path.relative(folder, file)
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) throw new TypeError(`${file} is not in ${folder}`)
  return file
}

// The windows that pages have opened, by web contents and the number that the page gave.
const openedWindows = new Map()

// The window of this number that the page itself has opened.
function openedBy(event, id) {
  const win = openedWindows.get(`${event.sender.id} ${id}`)
  if (!win || win.isDestroyed()) throw new Error('the page has opened no such window, or it is closed')
  return win
}

// What to do when a page is left, reloaded or closed.
const pageEnds = new WeakMap()

// The options without the keys that no page of this app passes.
function pick(options, keys) {
  if (options === undefined || options === null) return {}
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked
}

// Tells the page that has opened a window of an event.
function tellOpener(event, channel, id, ...args) {
  if (!event.sender.isDestroyed()) event.sender.send(channel, id, ...args)
}

// Runs `end` when the sender's page is left, reloaded or closed; what it returns calls that off.
function whenPageEnds(sender, end) {
  const ends = pageEnds.get(sender) || new Set()
  if (!pageEnds.has(sender)) {
    pageEnds.set(sender, ends)
    const run = (some) => { for (const each of Array.from(some)) if (ends.delete(each)) each() }
    // the next page may ask for things before `did-navigate`: only what was there when it was called for ends then
    let leaving = new Set()
    sender.on('did-start-navigation', (_event, _url, isInPlace, isMainFrame) => {
      if (isMainFrame && !isInPlace) leaving = new Set(ends)
    })
    sender.on('did-navigate', () => { run(leaving) })
    sender.on('destroyed', () => { run(ends) })
  }
  ends.add(end)
  return () => { ends.delete(end) }
}

// Keeps a window at hand for the page that has opened it, as long as both are there.
function keepOpened(event, id, win) {
  const key = `${event.sender.id} ${id}`
  openedWindows.set(key, win)
  const stay = whenPageEnds(event.sender, () => { openedWindows.delete(key) })
  win.on('closed', () => {
    openedWindows.delete(key)
    stay()
  })
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf(event) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}

// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
  event.returnValue = {
    'app.paths.userData': attempt(() => app.getPath('userData'))
  }
})

handle('userData:writeFile', (event, file, data) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.promises.writeFile(inside(app.getPath('userData'), file), data)
})

on('windows:close', (event, id) => openedBy(event, id).close())

handle('windows:getSize', (event, id) => openedBy(event, id).getSize())

handle('windows:isVisible', (event, id) => openedBy(event, id).isVisible())

on('windows:openAbout', (event, id) => {
  const win = new BrowserWindow({
    parent: windowOf(event),
    width: 300,
    height: 200,
    show: false,
    title: 'About',
    webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true }
  })
  win.on('ready-to-show', () => { tellOpener(event, 'windows:onReadyToShow', id) })
  win.on('closed', () => { tellOpener(event, 'windows:onClosed', id) })
  win.webContents.on('did-finish-load', () => { tellOpener(event, 'windows:webContents.onDidFinishLoad', id) })
  keepOpened(event, id, win)
  return win.loadFile('about.html')
})

on('windows:openPalette', (event, id, width) => {
  if (typeof width !== 'number') throw new TypeError('width must be a number')
  const win = new BrowserWindow({
    width,
    height: 150,
    resizable: true,
    webPreferences: { zoomFactor: 1.5, nodeIntegration: false, contextIsolation: true, sandbox: true }
  })
  win.on('page-title-updated', (_event, title, explicitSet) => { tellOpener(event, 'windows:onPageTitleUpdated', id, title, explicitSet) })
  win.on('close', () => { tellOpener(event, 'windows:onClose', id) })
  keepOpened(event, id, win)
  return win.loadFile('palette.html')
})

on('windows:openPaper', (event, id) => {
  const win = new BrowserWindow({
    width: 400,
    height: 300,
    show: false,
    webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true }
  })
  win.webContents.on('did-finish-load', () => { tellOpener(event, 'windows:webContents.onDidFinishLoad', id) })
  keepOpened(event, id, win)
  return win.loadFile('paper.html')
})

on('windows:openVersion', (event, id) => {
  // version.html uses Node itself, and keeps it
  const win = new BrowserWindow({ width: 200, height: 100, webPreferences: { nodeIntegration: true } })
  win.on('closed', () => { tellOpener(event, 'windows:onClosed', id) })
  keepOpened(event, id, win)
  return win.loadFile('version.html')
})

on('windows:removeMenu', (event, id) => openedBy(event, id).removeMenu())

on('windows:setSize', (event, id, width, height, animate) => {
  if (!Number.isInteger(width)) throw new TypeError('width must be an integer')
  if (!Number.isInteger(height)) throw new TypeError('height must be an integer')
  return openedBy(event, id).setSize(width, height, Boolean(animate))
})

on('windows:show', (event, id) => openedBy(event, id).show())

handle('windows:webContents.printToPDF', (event, id, options) => openedBy(event, id).webContents.printToPDF(pick(options, [
  'displayHeaderFooter',
  'footerTemplate',
  'generateDocumentOutline',
  'generateTaggedPDF',
  'headerFooter',
  'headerTemplate',
  'landscape',
  'margins',
  'marginsType',
  'pageRanges',
  'pageSize',
  'preferCSSPageSize',
  'printBackground',
  'printSelectionOnly',
  'scale',
  'scaleFactor'
])))
