import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { madeObjects } from './madeObjects'

// What the page itself has made, of this class and by this number.
export function madeBy<Made extends object> (event: IpcMainEvent | IpcMainInvokeEvent, kind: new (...args: any[]) => Made, id: unknown): Made {
  const made = madeObjects.get(`${event.sender.id} ${id}`)
  if (!(made instanceof kind)) throw new Error('the page has made no such thing, or it is gone')
  return made
}
