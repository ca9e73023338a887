import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { openedWindows } from './openedWindows'

// The window of this number that the page itself has opened.
export function openedBy (event: IpcMainEvent | IpcMainInvokeEvent, id: unknown) {
  const win = openedWindows.get(`${event.sender.id} ${id}`)
  if (!win || win.isDestroyed()) throw new Error('the page has opened no such window, or it is closed')
  return win
}
