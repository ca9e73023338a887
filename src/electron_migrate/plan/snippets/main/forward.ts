import type { IpcMainEvent } from 'electron'
import { forwarded } from './forwarded'
import { whenPageEnds } from './whenPageEnds'

// Sends an event of main on to a page, from its first listener to its last, or until the page ends. Only what `payload` makes of it crosses,
// behind the number of the thing where the page knows several.
export function forward (event: IpcMainEvent, channel: string, wanted: unknown, emitter: NodeJS.EventEmitter, name: string, payload: (...args: any[]) => unknown[] = () => [], ...of: unknown[]) {
  const { sender } = event
  const key = [sender.id, channel, ...of].join()
  const stop = forwarded.get(key)
  if (stop) stop()
  if (wanted !== true || sender.isDestroyed()) return
  const listener = (...args: any[]) => { if (!sender.isDestroyed()) sender.send(channel, ...of, ...payload(...args)) }
  const end = () => {
    forwarded.delete(key)
    emitter.removeListener(name, listener)
    stay()
  }
  const stay = whenPageEnds(sender, end)
  forwarded.set(key, end)
  emitter.on(name, listener)
}
