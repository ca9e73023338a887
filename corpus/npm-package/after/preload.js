// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

const electronAPI = {
  stockStore: {
    get: (key, fallback) => ipcRenderer.invoke('stockStore:get', key, fallback),
    set: (key, value) => { ipcRenderer.send('stockStore:set', key, value) }
  },
  capacity: () => ipcRenderer.invoke('capacity')
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
