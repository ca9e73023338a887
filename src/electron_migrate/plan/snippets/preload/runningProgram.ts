import { ipcRenderer } from 'electron'
import type { ProgramOutput } from '../types/ProgramOutput'
import type { RunningProgram } from '../types/RunningProgram'
import { lastMade } from './lastMade'
import { listenersOf } from './listenersOf'

// A program that main runs for the page, which hears what it prints and how it ends.
export function runningProgram (channel: string, killing: string, ...args: string[]) {
  const id = lastMade.id += 1
  const listeners = listenersOf(`${channel}:event`, id)
  ipcRenderer.invoke(channel, id, ...args).catch(({ message }) => { listeners.tell('error', message) })
  const outputOf = (name: string) => {
    const output: ProgramOutput = {
      on: (event, listener) => {
        listeners.on(`${name} ${event}`, listener)
        return output
      },
      once: (event, listener) => {
        listeners.once(`${name} ${event}`, listener)
        return output
      }
    }
    return output
  }
  const program: RunningProgram = {
    kill: (signal) => { ipcRenderer.send(killing, id, signal) },
    on: (event, listener) => {
      listeners.on(event, listener)
      return program
    },
    once: (event, listener) => {
      listeners.once(event, listener)
      return program
    },
    stderr: outputOf('stderr'),
    stdout: outputOf('stdout')
  }
  return program
}
