import { contextBridge, ipcRenderer } from 'electron'
import type { MessageBoxOptions } from 'electron'

window.addEventListener('DOMContentLoaded', () => {
  const place = document.getElementById('platform')
  if (place !== null) place.textContent = `on ${process.platform}`
})

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe<Args extends unknown[]>(channel: string, callback: (...args: Args) => void) {
  const listener = (_event: unknown, ...args: unknown[]) => { callback(...(args as Args)) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  app: {
    version: constants['app.version']
  },
  dialog: {
    showMessageBoxForWindow: (options: MessageBoxOptions) => ipcRenderer.invoke('dialog:showMessageBoxForWindow', options)
  },
  shell: {
    openExternal: (url: string) => ipcRenderer.invoke('shell:openExternal', url)
  },
  window: {
    isMaximized: () => ipcRenderer.invoke('window:isMaximized'),
    maximize: () => { ipcRenderer.send('window:maximize') },
    unmaximize: () => { ipcRenderer.send('window:unmaximize') }
  },
  onTasksAdded: (callback: (task: any, count: number) => void) => subscribe('tasks:added', callback),
  tasksAdd: (name: unknown, minutes: unknown) => { ipcRenderer.send('tasks:add', name, minutes) },
  tasksFinish: (name: unknown) => ipcRenderer.sendSync('tasks:finish', name),
  tasksList: () => ipcRenderer.invoke('tasks:list')
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
