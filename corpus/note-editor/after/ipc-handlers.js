// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, BrowserWindow, clipboard, dialog, ipcMain } = require('electron')
const fs = require('fs')
const path = require('path')
const { answer, handle, on } = require('./trusted-ipc')

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

// The options without the keys that no page of this app passes.
function pick(options, keys) {
  if (options === undefined || options === null) return {}
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked
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

on('clipboard:writeText', (event, text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string')
  return clipboard.writeText(text)
})

handle('dialog:showMessageBoxForWindow', (event, options) => dialog.showMessageBox(windowOf(event), pick(options, ['buttons', 'message'])))

answer('userData:existsSync', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.existsSync(inside(app.getPath('userData'), file))
})

answer('userData:makeFolderSync', (event, folder, options) => {
  if (typeof folder !== 'string') throw new TypeError('folder must be a string')
  return fs.promises.mkdir(inside(app.getPath('userData'), folder), pick(options, ['recursive'])).then(() => undefined)
})

answer('userData:readFolderSync', (event, folder) => {
  if (typeof folder !== 'string') throw new TypeError('folder must be a string')
  return fs.promises.readdir(inside(app.getPath('userData'), folder))
})

handle('userData:readTextFile', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.promises.readFile(inside(app.getPath('userData'), file), 'utf8')
})

handle('userData:removeFile', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.promises.unlink(inside(app.getPath('userData'), file))
})

answer('userData:writeFileSync', (event, file, data) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.promises.writeFile(inside(app.getPath('userData'), file), data)
})
