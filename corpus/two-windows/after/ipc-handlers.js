// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { BrowserWindow, ipcMain } = require('electron')
const { answer, on } = require('./trusted-ipc')

// A value that cannot be had is left out: no page fails for it.
function attempt (value) {
  try { return value() } catch (error) { return undefined }
}

// The windows that pages have opened, by web contents and the number that the page gave.
const openedWindows = new Map()

// The window of this number that the page itself has opened.
function openedBy (event, id) {
  const win = openedWindows.get(`${event.sender.id} ${id}`)
  if (!win || win.isDestroyed()) throw new Error('the page has opened no such window, or it is closed')
  return win
}

// What to do when a page is left, reloaded or closed.
const pageEnds = new WeakMap()

// Tells the page that has opened a window of an event.
function tellOpener (event, channel, id, ...args) {
  if (!event.sender.isDestroyed()) event.sender.send(channel, id, ...args)
}

// Runs `end` when the sender's page is left, reloaded or closed; what it returns calls that off.
function whenPageEnds (sender, end) {
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
function keepOpened (event, id, win) {
  const key = `${event.sender.id} ${id}`
  openedWindows.set(key, win)
  const stay = whenPageEnds(event.sender, () => { openedWindows.delete(key) })
  win.on('closed', () => {
    openedWindows.delete(key)
    stay()
  })
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf (event) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}

// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
  event.returnValue = {
    'folders.app': attempt(() => __dirname)
  }
})

answer('windows:getTitleSync', (event, id) => openedBy(event, id).getTitle())

on('windows:openAbout', (event, id) => {
  const win = new BrowserWindow({
    width: 300,
    height: 200,
    parent: windowOf(event),
    webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true }
  })
  win.webContents.on('did-finish-load', () => { tellOpener(event, 'windows:webContents.onDidFinishLoad', id) })
  keepOpened(event, id, win)
  return win.loadFile('about.html')
})
