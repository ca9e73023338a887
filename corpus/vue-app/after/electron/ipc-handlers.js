// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
import { BrowserWindow, clipboard, shell } from 'electron'
import { answer, handle, on } from './trusted-ipc'

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

answer('clipboard:readTextSync', () => clipboard.readText())

on('clipboard:writeText', (event, text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string')
  return clipboard.writeText(text)
})

handle('shell:openExternal', (event, url) => shell.openExternal(urlFrom(url, ['https://example.org'])))

on('window:setTitle', (event, title) => {
  if (typeof title !== 'string') throw new TypeError('title must be a string')
  return windowOf(event).setTitle(title)
})
