import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { openedWindows } from './openedWindows'

// Whether a window that the page has opened is closed.
export function isClosed (event: IpcMainEvent | IpcMainInvokeEvent, id: unknown) {
  return !openedWindows.has(`${event.sender.id} ${id}`)
}
