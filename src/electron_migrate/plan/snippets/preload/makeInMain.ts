import { ipcRenderer } from 'electron'
import { lastMade } from './lastMade'

// Lets main make something, and gives the page a handle on it; main knows it by the number that is sent along.
export function makeInMain<Handle> (channel: string, handle: (id: number) => Handle, ...args: unknown[]) {
  const id = lastMade.id += 1
  ipcRenderer.send(channel, id, ...args)
  return handle(id)
}
