// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  dialog: {
    messageResponse: (options) => ipcRenderer.invoke('dialog:messageResponse', options),
    openPaths: (options) => ipcRenderer.invoke('dialog:openPaths', options),
    savePathForWindow: (options) => ipcRenderer.invoke('dialog:savePathForWindow', options)
  },
  logAdd: (entry) => ipcRenderer.invoke('log:add', entry),
  logClear: () => ipcRenderer.sendSync('log:clear'),
  logCount: () => ipcRenderer.invoke('log:count'),
  logFill: (count) => ipcRenderer.invoke('log:fill', count),
  logFind: (text) => ipcRenderer.invoke('log:find', text),
  logHelp: (name) => ipcRenderer.invoke('log:help', name),
  logRemove: (index) => { ipcRenderer.send('log:remove', index) },
  logSort: (backwards) => ipcRenderer.invoke('log:sort', backwards),
  logTitle: () => ipcRenderer.sendSync('log:title'),
  onLogRemoved: (callback) => subscribe('log:removed', callback)
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
