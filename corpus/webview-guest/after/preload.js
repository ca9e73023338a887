// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

const electronAPI = {
  read: (title) => ipcRenderer.invoke('read', title)
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
