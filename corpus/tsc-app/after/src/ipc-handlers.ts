// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
import { app, BrowserWindow, dialog, ipcMain, shell } from 'electron'
import type { MessageBoxOptions, WebContents } from 'electron'
import { handle, on } from './trusted-ipc'

// A value that cannot be had is left out: no page fails for it.
function attempt<T>(value: () => T) {
  try { return value() } catch (error) { return undefined }
}

// The options without the keys that no page of this app passes.
function pick<T>(options: T | undefined, keys: readonly string[]) {
  if (options === undefined || options === null) return {} as T
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked as unknown as T
}

// The URL, if it is of one of these origins; one without origin, such as mailto:, counts by its scheme.
function urlFrom(url: string, allowed: readonly string[]) {
  const { href, origin, protocol } = new URL(url)
  if (!allowed.includes(origin === 'null' ? protocol : origin)) throw new TypeError(`${origin} is not one of ${allowed.join(', ')}`)
  return href
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf(event: { sender: WebContents }) {
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

handle('dialog:showMessageBoxForWindow', (event, options: MessageBoxOptions) => dialog.showMessageBox(windowOf(event), pick(options, ['buttons', 'message', 'type'])))

handle('shell:openExternal', (event, url: string) => shell.openExternal(urlFrom(url, ['https://example.org'])))

handle('window:isMaximized', (event) => windowOf(event).isMaximized())

on('window:maximize', (event) => windowOf(event).maximize())

on('window:unmaximize', (event) => windowOf(event).unmaximize())
