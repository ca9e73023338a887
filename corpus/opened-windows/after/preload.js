// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// The number of the window that a page has opened last: no other page, nor this one after a reload, begins with the same.
const lastOpened = { id: Date.now() }

// Lets main open a window, and gives the page a handle on it; main knows the window by the number that is sent along.
function openWindow(channel, handle, ...args) {
  const id = lastOpened.id += 1
  ipcRenderer.send(channel, id, ...args)
  return handle(id)
}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe(channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

// Subscribes to an event of one thing in main, by its number.
function subscribeTo(channel, id, callback) {
  return subscribe(channel, (of, ...args) => { if (of === id) callback(...args) })
}

// The same for the next time alone.
function subscribeToOnce(channel, id, callback) {
  const stop = subscribeTo(channel, id, (...args) => {
    stop()
    callback(...args)
  })
  return stop
}

const electronAPI = {
  windows: {
    openAbout: () => openWindow('windows:openAbout', (id) => ({
      onceReadyToShow: (callback) => subscribeToOnce('windows:onReadyToShow', id, callback),
      onClosed: (callback) => subscribeTo('windows:onClosed', id, callback),
      removeMenu: () => { ipcRenderer.send('windows:removeMenu', id) },
      show: () => { ipcRenderer.send('windows:show', id) },
      webContents: {
        onDidFinishLoad: (callback) => subscribeTo('windows:webContents.onDidFinishLoad', id, callback)
      }
    })),
    openPalette: (width) => openWindow('windows:openPalette', (id) => ({
      close: () => { ipcRenderer.send('windows:close', id) },
      getSize: () => ipcRenderer.invoke('windows:getSize', id),
      isVisible: () => ipcRenderer.invoke('windows:isVisible', id),
      onClose: (callback) => subscribeTo('windows:onClose', id, callback),
      onPageTitleUpdated: (callback) => subscribeTo('windows:onPageTitleUpdated', id, callback),
      setSize: (width, height, animate) => { ipcRenderer.send('windows:setSize', id, width, height, animate) }
    }), width),
    openVersion: () => openWindow('windows:openVersion', (id) => ({
      onClosed: (callback) => subscribeTo('windows:onClosed', id, callback)
    }))
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
