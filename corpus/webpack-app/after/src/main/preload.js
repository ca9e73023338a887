// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  app: {
    version: constants['app.version']
  },
  clipboard: {
    readText: () => ipcRenderer.invoke('clipboard:readText'),
    writeText: (text) => { ipcRenderer.send('clipboard:writeText', text) }
  },
  dialog: {
    showMessageBoxForWindow: (options) => ipcRenderer.invoke('dialog:showMessageBoxForWindow', options)
  },
  shell: {
    openExternal: (url) => ipcRenderer.invoke('shell:openExternal', url)
  },
  window: {
    close: () => { ipcRenderer.send('window:close') }
  },
  addBook: (title) => { ipcRenderer.send('add-book', title) },
  books: () => ipcRenderer.invoke('books'),
  onBooksChanged: (callback) => subscribe('books-changed', callback),
  openSettings: () => { ipcRenderer.send('open-settings') },
  order: () => ipcRenderer.sendSync('order'),
  setOrder: (order) => { ipcRenderer.send('set-order', order) },
  toggleRead: (title) => ipcRenderer.invoke('toggle-read', title)
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
