import { webContents } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'

// Web contents that the page may use by their number: its own, and those of its webviews.
export function guestOf (event: IpcMainEvent | IpcMainInvokeEvent, id: unknown) {
  const contents = typeof id === 'number' ? webContents.fromId(id) : undefined
  const isOwn = contents && !contents.isDestroyed() && (contents === event.sender || contents.hostWebContents === event.sender)
  if (!contents || !isOwn) throw new Error('the page has no such web contents')
  return contents
}
