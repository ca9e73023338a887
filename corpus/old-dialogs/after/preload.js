// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

const electronAPI = {
  dialog: {
    messageResponse: (options) => ipcRenderer.invoke('dialog:messageResponse', options),
    openPaths: (options) => ipcRenderer.invoke('dialog:openPaths', options),
    openPathsForWindow: (options) => ipcRenderer.invoke('dialog:openPathsForWindow', options),
    savePath: (options) => ipcRenderer.invoke('dialog:savePath', options),
    showMessageBox: (options) => ipcRenderer.invoke('dialog:showMessageBox', options),
    showMessageBoxForWindow: (options) => ipcRenderer.invoke('dialog:showMessageBoxForWindow', options)
  },
  session: {
    defaultSession: {
      cookies: {
        get: (filter) => ipcRenderer.invoke('session:defaultSession.cookies.get', filter),
        remove: (url, name) => ipcRenderer.invoke('session:defaultSession.cookies.remove', url, name),
        set: (details) => ipcRenderer.invoke('session:defaultSession.cookies.set', details)
      }
    }
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
