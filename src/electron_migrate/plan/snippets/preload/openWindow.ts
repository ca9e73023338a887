import { ipcRenderer } from 'electron'
import { lastOpened } from './lastOpened'

// Lets main open a window, and gives the page a handle on it; main knows the window by the number that is sent along.
export function openWindow<Handle> (channel: string, handle: (id: number) => Handle, ...args: unknown[]) {
  const id = lastOpened.id += 1
  ipcRenderer.send(channel, id, ...args)
  return handle(id)
}
