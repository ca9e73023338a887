import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { liveObjects } from './liveObjects'
import { whenPageEnds } from './whenPageEnds'

// The last number that was given to an object: none is given twice.
const lastLive = { id: 0 }

// Keeps an object of main's for the page that asked for it, until that page ends. Answers with its number, or null where there is no object.
export function keepLive (event: IpcMainEvent | IpcMainInvokeEvent, kind: string, object: unknown) {
  if (!object || (typeof object !== 'object' && typeof object !== 'function')) return null
  const { sender } = event
  const kept = liveObjects.get(sender) || new Map<number, { kind: string, object: any, stay: () => void }>()
  liveObjects.set(sender, kept)
  const known = Array.from(kept).find(([, one]) => one.kind === kind && one.object === object)
  const id = known ? known[0] : lastLive.id += 1
  // the page that comes may ask for what the page that goes has as well
  if (known) known[1].stay()
  kept.set(id, { kind, object, stay: whenPageEnds(sender, () => { kept.delete(id) }) })
  return id
}
