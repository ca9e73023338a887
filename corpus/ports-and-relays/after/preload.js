// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Ports do not cross the bridge. The page posts them to its own window, with the text that this gives as the message; from there they go to main.
function postPorts (channel, message) {
  const [number] = crypto.getRandomValues(new Uint32Array(1))
  const ticket = `${channel} ${number}`
  const take = (event) => {
    if (event.source !== window || event.data !== ticket) return
    window.removeEventListener('message', take)
    ipcRenderer.postMessage(channel, message, [...event.ports])
  }
  window.addEventListener('message', take)
  return ticket
}

// Channels whose ports the page wants.
const receiving = new Set()

// Ports do not cross the bridge: what main sends with ports is posted to the page's own window, as { channel, args }, once the page asks for it.
function receivePorts (channel) {
  if (receiving.has(channel)) return
  receiving.add(channel)
  ipcRenderer.on(channel, (event, ...args) => { window.postMessage({ channel, args }, '/', [...event.ports]) })
}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  ports: {
    receiveLine: () => receivePorts('line')
  },
  askSize: () => { ipcRenderer.send('ask-size') },
  connect: () => { ipcRenderer.send('connect') },
  onBoardIs: (callback) => subscribe('board-is', callback),
  onColour: (callback) => subscribe('colour', callback),
  onPainted: (callback) => subscribe('painted', callback),
  onPaletteIs: (callback) => subscribe('palette-is', callback),
  onSizeIs: (callback) => subscribe('size-is', callback),
  onSizeWanted: (callback) => subscribe('size-wanted', callback),
  openPalette: () => { ipcRenderer.send('open-palette') },
  postCount: (message) => postPorts('count', message),
  postNote: (message) => ipcRenderer.postMessage('note', message, []),
  sendColourTo: (webContentsId, colour, strength) => { ipcRenderer.send('relay:colour', webContentsId, colour, strength) },
  sendPaintedTo: (webContentsId, colour) => { ipcRenderer.send('relay:painted', webContentsId, colour) },
  size: (what, size) => { ipcRenderer.send('size', what, size) },
  whoAmI: () => ipcRenderer.invoke('who-am-i')
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
