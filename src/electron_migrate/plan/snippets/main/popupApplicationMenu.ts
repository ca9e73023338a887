import { BrowserWindow, Menu } from 'electron'

// Shows the application menu over a page's window.
export function popupApplicationMenu (win: BrowserWindow, options: { x?: number, y?: number } = {}) {
  const menu = Menu.getApplicationMenu()
  if (menu) menu.popup({ ...options, window: win })
}
