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
  count: () => ipcRenderer.sendSync('count'),
  export: (arg1) => { ipcRenderer.send('export', arg1) },
  find: (query) => ipcRenderer.invoke('find', query),
  greet: (name) => { ipcRenderer.send('greet', name) },
  itemAdd: (item) => { ipcRenderer.send('item:add', item) },
  itemRemove: (index, reason) => { ipcRenderer.send('item:remove', index, reason) },
  onceGreeting: (callback) => subscribeOnce('greeting', callback),
  onExportDone: (callback) => subscribe('export:done', callback),
  onExportProgress: (callback) => subscribe('export:progress', callback),
  onItemsChanged: (callback) => subscribe('items:changed', callback),
  onTock: (callback) => subscribe('tock', callback),
  ping: () => ipcRenderer.invoke('ping'),
  settingsGet: (key) => ipcRenderer.sendSync('settings:get', key),
  stats: () => ipcRenderer.invoke('stats'),
  sum: (arg1, arg2, arg3) => ipcRenderer.invoke('sum', arg1, arg2, arg3),
  tick: () => { ipcRenderer.send('tick') }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
