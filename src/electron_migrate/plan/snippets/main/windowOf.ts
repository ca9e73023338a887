import { BrowserWindow } from 'electron'
import type { WebContents } from 'electron'

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
export function windowOf (event: { sender: WebContents }) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}
