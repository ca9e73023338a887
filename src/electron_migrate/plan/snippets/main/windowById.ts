import { BrowserWindow } from 'electron'
import type { WebContents } from 'electron'

// The window of this number, if it shows a page of the app.
export function windowById (id: unknown, isOwn: (contents: WebContents) => boolean) {
  const win = typeof id === 'number' ? BrowserWindow.fromId(id) : null
  if (!win || win.isDestroyed() || !isOwn(win.webContents)) throw new Error('the app has no such window')
  return win
}
