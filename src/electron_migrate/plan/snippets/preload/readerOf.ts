import { ipcRenderer } from 'electron'
import type { StreamReader } from '../types/StreamReader'
import type { StreamWriter } from '../types/StreamWriter'
import { listenersOf } from './listenersOf'

// A stream that main reads for the page: from the first listener on, part by part, each when the listeners have had the one before.
export function readerOf (id: number, channel: string, reading: string, closing: string) {
  const listeners = listenersOf(`${channel}:event`, id, (event) => { if (event === 'data') ipcRenderer.send(reading, id, true, []) })
  let isHeard = false
  let isAsked = false
  let targets: number[] = []
  // once for all that the page asks for in one go: no part is read before everything is in place
  const ask = () => {
    if (isAsked) return
    isAsked = true
    Promise.resolve().then(() => {
      ipcRenderer.send(reading, id, isHeard, targets)
      isAsked = false
      targets = []
    })
  }
  const hear = (event: string) => {
    if (event !== 'data' || isHeard) return
    isHeard = true
    ask()
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
      ask()
      return target
    },
    resume: ask
  }
  return { listeners, reader }
}
