import { ipcRenderer } from 'electron'

// The same for the next message alone.
export function subscribeOnce<Args extends unknown[]> (channel: string, callback: (...args: Args) => void) {
  const listener = (_event: unknown, ...args: unknown[]) => { callback(...(args as Args)) }
  ipcRenderer.once(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}
