import type { IpcMainEvent, Tray } from 'electron'
import { keepMade } from './keepMade'

// Keeps a tray icon that a page has made; it goes with the page.
export function keepTray (event: IpcMainEvent, id: unknown, tray: Tray) {
  keepMade(event, id, tray, () => {
    if (!tray.isDestroyed()) tray.destroy()
  })
}
