// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Asks main and blocks the page until it answers; what failed there throws here.
function ask (channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// What takes each listener of the page off again, by the channel of its event.
const eventListeners = new Map()

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

// Subscribes to an event of main, which sends it only while the page has a listener.
function listen (channel, callback) {
  const own = eventListeners.get(channel) || new Set()
  eventListeners.set(channel, own)
  const unsubscribe = subscribe(channel, callback)
  const stop = () => {
    if (!own.delete(stop)) return
    unsubscribe()
    if (own.size === 0) ipcRenderer.send(channel, false)
  }
  own.add(stop)
  if (own.size === 1) ipcRenderer.send(channel, true)
  return stop
}

const electronAPI = {
  window: {
    getSize: () => ipcRenderer.invoke('window:getSize'),
    isMaximizedSync: () => ask('window:isMaximizedSync'),
    maximize: () => { ipcRenderer.send('window:maximize') },
    onMaximize: (callback) => listen('window:onMaximize', callback),
    onUnmaximize: (callback) => listen('window:onUnmaximize', callback),
    setSize: (width, height) => { ipcRenderer.send('window:setSize', width, height) },
    setTitle: (title) => { ipcRenderer.send('window:setTitle', title) },
    unmaximize: () => { ipcRenderer.send('window:unmaximize') }
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
