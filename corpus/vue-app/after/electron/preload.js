// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Asks main and blocks the page until it answers; what failed there throws here.
function ask (channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  clipboard: {
    readTextSync: () => ask('clipboard:readTextSync'),
    writeText: (text) => { ipcRenderer.send('clipboard:writeText', text) }
  },
  shell: {
    openExternal: (url) => ipcRenderer.invoke('shell:openExternal', url)
  },
  window: {
    setTitle: (title) => { ipcRenderer.send('window:setTitle', title) }
  },
  itemAdd: (name, count) => { ipcRenderer.send('item-add', name, count) },
  itemRemove: (name) => { ipcRenderer.send('item-remove', name) },
  items: () => ipcRenderer.invoke('items'),
  onItemRemoved: (callback) => subscribe('item-removed', callback),
  onItemsChanged: (callback) => subscribe('items-changed', callback)
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
