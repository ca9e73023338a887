import { ipcRenderer } from 'electron'
import { eventListeners } from './eventListeners'
import { subscribe } from './subscribe'

// Subscribes to an event of main, which sends it only while the page has a listener.
export function listen<Args extends unknown[]> (channel: string, callback: (...args: Args) => void) {
  const own = eventListeners.get(channel) || new Set<() => void>()
  eventListeners.set(channel, own)
  const unsubscribe = subscribe(channel, callback)
  const stop = () => {
    if (!own.delete(stop)) return
    unsubscribe()
    if (own.size === 0) ipcRenderer.send(channel, false)
  }
  own.add(stop)
  if (own.size === 1) ipcRenderer.send(channel, true)
  return stop
}
