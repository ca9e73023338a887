import { ipcRenderer } from 'electron'
import type { StreamReader } from '../types/StreamReader'
import type { StreamWriter } from '../types/StreamWriter'
import { lastMade } from './lastMade'
import { listenersOf } from './listenersOf'

// A file that main reads for the page: from the first listener on, part by part, each when the listeners have had the one before.
export function readStream (channel: string, reading: string, closing: string, path: string, options?: object) {
  const id = lastMade.id += 1
  const listeners = listenersOf(`${channel}:event`, id, (event) => { if (event === 'data') ipcRenderer.send(reading, id, true, []) })
  ipcRenderer.invoke(channel, id, path, options).catch(({ message }) => { listeners.tell('error', message) })
  let isHeard = false
  let targets: number[] = []
  // once for all that the page asks for in one go: no part is read before everything is in place
  const start = () => {
    if (isHeard || targets.length > 0) ipcRenderer.send(reading, id, isHeard, targets)
    targets = []
  }
  const hear = (event: string) => {
    if (event !== 'data' || isHeard) return
    isHeard = true
    Promise.resolve().then(start)
  }
  const close = () => { ipcRenderer.send(closing, id) }
  const reader: StreamReader = {
    id,
    close,
    destroy: close,
    on: (event, listener) => {
      listeners.on(event, listener)
      hear(event)
      return reader
    },
    once: (event, listener) => {
      listeners.once(event, listener)
      hear(event)
      return reader
    },
    pipe: (target: StreamWriter) => {
      targets.push(target.id)
      Promise.resolve().then(start)
      return target
    }
  }
  return reader
}
