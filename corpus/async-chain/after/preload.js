// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

const electronAPI = {
  window: {
    getSize: () => ipcRenderer.invoke('window:getSize'),
    setSize: (width, height) => { ipcRenderer.send('window:setSize', width, height) }
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
