import { ipcRenderer } from 'electron'

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
export function subscribe<Args extends unknown[]> (channel: string, callback: (...args: Args) => void) {
  const listener = (_event: unknown, ...args: unknown[]) => { callback(...(args as Args)) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}
