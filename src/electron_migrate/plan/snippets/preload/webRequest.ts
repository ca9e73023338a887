import { ipcRenderer } from 'electron'
import type { WebAnswer } from '../types/WebAnswer'
import type { WebRequest } from '../types/WebRequest'
import { lastMade } from './lastMade'
import { readerOf } from './readerOf'

// What main asks a server for the page: the answer's head comes first, and then its parts.
export function webRequest (channel: string, reading: string, closing: string, url: string, options?: object, answered?: (answer: WebAnswer) => void) {
  const id = lastMade.id += 1
  const { listeners, reader } = readerOf(id, channel, reading, closing)
  ipcRenderer.invoke(channel, id, url, options).catch(({ message }) => { listeners.tell('request error', message) })
  listeners.on('response', (head) => {
    if (answered) answered({ ...head, ...reader })
    else reader.resume()
  })
  const request: WebRequest = {
    on: (event, listener) => {
      listeners.on(`request ${event}`, listener)
      return request
    },
    once: (event, listener) => {
      listeners.once(`request ${event}`, listener)
      return request
    }
  }
  return request
}
