// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

// The same for the next message alone.
function subscribeOnce (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.once(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  alarm: () => { ipcRenderer.send('alarm') },
  clock: (time) => { ipcRenderer.send('clock', time) },
  countPlatformListeners: () => ipcRenderer.listenerCount('platform'),
  countTrainListeners: () => ipcRenderer.listenerCount('train'),
  delay: (minutes) => { ipcRenderer.send('delay', minutes) },
  emitDelay: (arg1) => ipcRenderer.emit('delay', null, arg1),
  gate: (name) => { ipcRenderer.send('gate', name) },
  onAlarm: (callback) => subscribe('alarm', callback),
  oncePlatform: (callback) => subscribeOnce('platform', callback),
  onClock: (callback) => subscribe('clock', callback),
  onDelay: (callback) => subscribe('delay', callback),
  onGate: (callback) => subscribe('gate', callback),
  onHorn: (callback) => subscribe('horn', callback),
  onLamp: (callback) => subscribe('lamp', callback),
  onPlatform: (callback) => subscribe('platform', callback),
  onQuestion: (callback) => subscribe('question', callback),
  onTrain: (callback) => subscribe('train', callback),
  platform: (name) => { ipcRenderer.send('platform', name) },
  question: (text) => { ipcRenderer.send('question', text) },
  removePlatformListeners: () => void ipcRenderer.removeAllListeners('platform'),
  train: (train, minutes) => { ipcRenderer.send('train', train, minutes) }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
