// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { BrowserWindow, dialog, session } = require('electron')
const { handle } = require('./trusted-ipc')

function oneOf (value, allowed) {
  if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`)
  return value
}

// The options without the keys that no page of this app passes.
function pick (options, keys) {
  if (options === undefined || options === null) return {}
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked
}

// The URL, if it is of one of these origins; one without origin, such as mailto:, counts by its scheme.
function urlFrom (url, allowed) {
  const { href, origin, protocol } = new URL(url)
  if (!allowed.includes(origin === 'null' ? protocol : origin)) throw new TypeError(`${origin} is not one of ${allowed.join(', ')}`)
  return href
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf (event) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}

handle('dialog:messageResponse', (event, options) => dialog.showMessageBox(pick(options, ['buttons', 'message'])).then(({ response }) => response))

handle('dialog:openPaths', (event, options) => dialog.showOpenDialog(pick(options, ['properties'])).then(({ canceled, filePaths }) => (canceled ? undefined : filePaths)))

handle('dialog:openPathsForWindow', (event, options) => dialog.showOpenDialog(windowOf(event), pick(options, ['properties', 'title'])).then(({ canceled, filePaths }) => (canceled ? undefined : filePaths)))

handle('dialog:savePath', (event, options) => dialog.showSaveDialog(pick(options, ['defaultPath'])).then(({ canceled, filePath }) => (canceled ? undefined : filePath)))

handle('dialog:showMessageBox', (event, options) => dialog.showMessageBox(pick(options, ['buttons', 'message'])))

handle('dialog:showMessageBoxForWindow', (event, options) => dialog.showMessageBox(windowOf(event), pick(options, ['buttons', 'checkboxLabel', 'message'])))

handle('session:defaultSession.cookies.get', (event, filter) => session.defaultSession.cookies.get(pick(filter, ['name', 'url'])))

handle('session:defaultSession.cookies.remove', (event, url, name) => session.defaultSession.cookies.remove(urlFrom(url, ['https://example.org']), oneOf(name, ['visits'])))

handle('session:defaultSession.cookies.set', (event, details) => session.defaultSession.cookies.set(pick(details, ['name', 'url', 'value'])))
