import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { liveObjects } from './liveObjects'

// The object of this kind and number that the page itself has a handle on.
export function liveOf (event: IpcMainEvent | IpcMainInvokeEvent, kind: string, id: unknown): any {
  const kept = liveObjects.get(event.sender)
  const one = kept && kept.get(id as number)
  if (!one || one.kind !== kind) throw new Error(`the page has no such object (${kind})`)
  return one.object
}
