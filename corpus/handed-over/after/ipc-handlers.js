// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, BrowserWindow, ipcMain } = require('electron')
const { on } = require('./trusted-ipc')

// A value that cannot be had is left out: no page fails for it.
function attempt(value) {
  try { return value() } catch (error) { return undefined }
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
    'app.version': attempt(() => app.getVersion())
  }
})

on('window:setTitle', (event, title) => {
  if (typeof title !== 'string') throw new TypeError('title must be a string')
  return windowOf(event).setTitle(title)
})
