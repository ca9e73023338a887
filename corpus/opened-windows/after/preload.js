// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// The number of the window that a page has opened last: no other page, nor this one after a reload, begins with the same.
const lastOpened = { id: Date.now() }

// Paths are those of the system that the app runs on.
const onWindows = process.platform === 'win32'

// Lets main open a window, and gives the page a handle on it; main knows the window by the number that is sent along.
function openWindow(channel, handle, ...args) {
  const id = lastOpened.id += 1
  ipcRenderer.send(channel, id, ...args)
  return handle(id)
}

// The names in a path, without those that `.` and `..` make needless.
function resolveSegments(path, isAbsolute) {
  const names = []
  for (const name of path.split(onWindows ? /[\\/]/ : '/')) {
    if (name === '..' && names.length > 0 && names[names.length - 1] !== '..') names.pop()
    else if (name === '..' ? !isAbsolute : name && name !== '.') names.push(name)
  }
  return names
}

// How a request ended, for callers that look at its error themselves; `code` is what Node's messages begin with.
function settled(request) {
  return request.then((value) => ({ error: null, value }), ({ message }) => {
    const plain = message.replace(/^Error invoking remote method '[^']*': (?:\w*Error: )?/, '')
    return { error: new Error(plain), code: (/^(E[A-Z0-9]+):/.exec(plain) || [])[1] }
  })
}

// What a path begins with: a drive or a share, and whether it starts at a root.
function splitRoot(path) {
  if (!onWindows) return { device: '', isAbsolute: path.startsWith('/'), rest: path }
  const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path)
  if (share) return { device: `\\\\${share[1]}\\${share[2]}`, isAbsolute: true, rest: path.slice(share[0].length) }
  const device = /^(?:[A-Za-z]:)?/.exec(path)[0]
  const rest = path.slice(device.length)
  return { device, isAbsolute: /^[\\/]/.test(rest), rest }
}

// path.normalize of Node, which a sandboxed preload cannot require.
function normalizePath(path) {
  if (path === '') return '.'
  const { device, isAbsolute, rest } = splitRoot(path)
  const separator = onWindows ? '\\' : '/'
  const end = (onWindows ? /[\\/]$/ : /\/$/).test(path) ? separator : ''
  const names = resolveSegments(rest, isAbsolute).join(separator) || (isAbsolute ? '' : '.')
  return device + (isAbsolute ? separator : '') + names + (names ? end : '')
}

// path.join of Node.
function joinPaths(paths) {
  const given = paths.filter((path) => path !== '')
  if (!onWindows || given.length === 0) return normalizePath(given.join('/'))
  const joined = given.join('\\')
  // only a first part that names a share may begin with two separators
  return normalizePath(/^[\\/]{2}[^\\/]/.test(given[0]) ? joined : joined.replace(/^[\\/]{2,}/, '\\'))
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
  app: {
    paths: {
      userData: constants['app.paths.userData']
    }
  },
  path: {
    join: (...paths) => joinPaths(paths)
  },
  userData: {
    tryWriteFile: (file, data) => settled(ipcRenderer.invoke('userData:writeFile', file, data))
  },
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
    openPaper: () => openWindow('windows:openPaper', (id) => ({
      close: () => { ipcRenderer.send('windows:close', id) },
      webContents: {
        onDidFinishLoad: (callback) => subscribeTo('windows:webContents.onDidFinishLoad', id, callback),
        printToPDF: (options) => ipcRenderer.invoke('windows:webContents.printToPDF', id, options)
      }
    })),
    openVersion: () => openWindow('windows:openVersion', (id) => ({
      onClosed: (callback) => subscribeTo('windows:onClosed', id, callback)
    }))
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
