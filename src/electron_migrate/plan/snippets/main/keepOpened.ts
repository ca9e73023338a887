import type { BrowserWindow, IpcMainEvent } from 'electron'
import { openedWindows } from './openedWindows'
import { whenPageEnds } from './whenPageEnds'

// Keeps a window at hand for the page that has opened it, as long as both are there.
export function keepOpened (event: IpcMainEvent, id: unknown, win: BrowserWindow) {
  const key = `${event.sender.id} ${id}`
  openedWindows.set(key, win)
  const stay = whenPageEnds(event.sender, () => { openedWindows.delete(key) })
  win.on('closed', () => {
    openedWindows.delete(key)
    stay()
  })
}
