// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

const electronAPI = {
  openBoard: () => { ipcRenderer.send('open-board') },
  title: (text) => { ipcRenderer.send('title', text) }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
