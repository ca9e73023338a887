// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

const electronAPI = {
  capacity: () => ipcRenderer.invoke('capacity')
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
