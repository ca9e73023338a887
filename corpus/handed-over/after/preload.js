// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe(channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  app: {
    version: constants['app.version']
  },
  window: {
    setTitle: (title) => { ipcRenderer.send('window:setTitle', title) }
  },
  count: (letters) => { ipcRenderer.send('count', letters) },
  describe: (what) => ipcRenderer.invoke('describe', what),
  greet: (name) => { ipcRenderer.send('greet', name) },
  notesAdd: (text) => ipcRenderer.invoke('notes:add', text),
  notesAll: () => ipcRenderer.invoke('notes:all'),
  onCounted: (callback) => subscribe('counted', callback),
  onGreeted: (callback) => subscribe('greeted', callback),
  onRenamed: (callback) => subscribe('renamed', callback),
  onTicked: (callback) => subscribe('ticked', callback),
  rename: (title) => { ipcRenderer.send('rename', title) },
  tick: () => { ipcRenderer.send('tick') }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
