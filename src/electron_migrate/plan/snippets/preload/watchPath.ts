import { ipcRenderer } from 'electron'
import { ask } from './ask'
import { lastMade } from './lastMade'
import { subscribeTo } from './subscribeTo'

// Lets main watch a path, known there by a number; what cannot be watched throws here.
export function watchPath (channel: string, closing: string, path: string, options: object, listener: (...args: any[]) => void) {
  const id = lastMade.id += 1
  const unsubscribe = subscribeTo(`${channel}:changed`, id, listener)
  try {
    ask(channel, id, path, options)
  } catch (error) {
    unsubscribe()
    throw error
  }
  return {
    close: () => {
      unsubscribe()
      ipcRenderer.send(closing, id)
    }
  }
}
