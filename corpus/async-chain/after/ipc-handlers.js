// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { BrowserWindow } = require('electron')
const { handle, on } = require('./trusted-ipc')

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf(event) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}

handle('window:getSize', (event) => windowOf(event).getSize())

on('window:setSize', (event, width, height) => {
  if (!Number.isInteger(width)) throw new TypeError('width must be an integer')
  if (!Number.isInteger(height)) throw new TypeError('height must be an integer')
  return windowOf(event).setSize(width, height)
})
