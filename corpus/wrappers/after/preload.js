// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  process: {
    platform: process.platform
  },
  deskCount: () => ipcRenderer.sendSync('desk:count'),
  lightDay: () => { ipcRenderer.send('light:day') },
  lightNight: () => { ipcRenderer.send('light:night') },
  onLightIs: (callback) => subscribe('light:is', callback),
  onParcelChanged: (callback) => subscribe('parcel:changed', callback),
  onShelfEmpty: (callback) => subscribe('shelf:empty', callback),
  onShelfFull: (callback) => subscribe('shelf:full', callback),
  parcelAdd: (name, grams) => { ipcRenderer.send('parcel:add', name, grams) },
  parcelClear: () => { ipcRenderer.send('parcel:clear') },
  parcelWeight: (name) => ipcRenderer.invoke('parcel:weight', name),
  shelfClear: (...args) => ipcRenderer.invoke('shelf:clear', ...args),
  shelfFill: (...args) => ipcRenderer.invoke('shelf:fill', ...args)
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
