// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { BrowserWindow, dialog } = require('electron')
const { handle } = require('./trusted-ipc')

// The options without the keys that no page of this app passes.
function pick (options, keys) {
  if (options === undefined || options === null) return {}
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf (event) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}

handle('dialog:messageResponse', (event, options) => dialog.showMessageBox(pick(options, ['buttons', 'message', 'type'])).then(({ response }) => response))

handle('dialog:openPaths', (event, options) => dialog.showOpenDialog(pick(options, ['properties'])).then(({ canceled, filePaths }) => (canceled ? undefined : filePaths)))

handle('dialog:savePathForWindow', (event, options) => dialog.showSaveDialog(windowOf(event), pick(options, ['defaultPath', 'title'])).then(({ canceled, filePath }) => (canceled ? undefined : filePath)))
