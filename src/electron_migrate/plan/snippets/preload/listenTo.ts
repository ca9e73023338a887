import { ipcRenderer } from 'electron'
import { eventListeners } from './eventListeners'
import { subscribeTo } from './subscribeTo'

// Subscribes to an event of one thing in main, by its number; main sends it only while the page has a listener.
export function listenTo<Args extends unknown[]> (channel: string, id: number, callback: (...args: Args) => void) {
  const key = `${channel} ${id}`
  const own = eventListeners.get(key) || new Set<() => void>()
  eventListeners.set(key, own)
  const unsubscribe = subscribeTo(channel, id, callback)
  const stop = () => {
    if (!own.delete(stop)) return
    unsubscribe()
    if (own.size === 0) ipcRenderer.send(channel, id, false)
  }
  own.add(stop)
  if (own.size === 1) ipcRenderer.send(channel, id, true)
  return stop
}
