import { ipcRenderer } from 'electron'
import type { StreamWriter } from '../types/StreamWriter'
import { lastMade } from './lastMade'
import { listenersOf } from './listenersOf'
import { settled } from './settled'

// A file that main writes for the page, part by part in the order in which they are sent.
export function writeStream (channel: string, writing: string, path: string, options?: object) {
  const id = lastMade.id += 1
  const listeners = listenersOf(`${channel}:event`, id)
  ipcRenderer.invoke(channel, id, path, options).catch(({ message }) => { listeners.tell('error', message) })
  // what fails is told by the event, too
  const write = (data: unknown, isLast: boolean, done?: (error: Error | null, code?: string) => void) => {
    settled(ipcRenderer.invoke(writing, id, data, isLast)).then(({ error, code }) => { if (done) done(error, code) })
  }
  const writer: StreamWriter = {
    id,
    close: () => { write(undefined, true) },
    end: (data, done) => { write(data, true, done) },
    on: (event, listener) => {
      listeners.on(event, listener)
      return writer
    },
    once: (event, listener) => {
      listeners.once(event, listener)
      return writer
    },
    write: (data, done) => { write(data, false, done) }
  }
  return writer
}
