import { ipcRenderer } from 'electron'
import { lastMade } from './lastMade'
import { readerOf } from './readerOf'

// A file that main reads for the page.
export function readStream (channel: string, reading: string, closing: string, path: string, options?: object) {
  const id = lastMade.id += 1
  const { listeners, reader } = readerOf(id, channel, reading, closing)
  ipcRenderer.invoke(channel, id, path, options).catch(({ message }) => { listeners.tell('error', message) })
  return reader
}
