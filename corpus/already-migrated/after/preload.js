const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('desktop', {
  chooseFiles: (kind) => ipcRenderer.invoke('files:choose', kind),
  openSite: (address) => ipcRenderer.invoke('site:open', address),
  startClock: () => ipcRenderer.send('clock:start'),
  onTick: (callback) => {
    const listener = (_event, second) => { callback(second) }
    ipcRenderer.on('clock:tick', listener)
    return () => { ipcRenderer.removeListener('clock:tick', listener) }
  }
})
