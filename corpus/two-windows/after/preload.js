// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Asks main and blocks the page until it answers; what failed there throws here.
function ask (channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// The number of the window that a page has opened last: no other page, nor this one after a reload, begins with the same.
const lastOpened = { id: Date.now() }

// Paths are those of the system that the app runs on.
const onWindows = process.platform === 'win32'

// path.basename of Node.
function baseName (path, suffix) {
  const name = onWindows
    ? /([^\\/]*)[\\/]*$/.exec(path.replace(/^[A-Za-z]:/, ''))[1]
    : /([^/]*)\/*$/.exec(path)[1]
  if (!suffix || (name === suffix && path !== suffix) || !name.endsWith(suffix)) return name
  return name.slice(0, -suffix.length)
}

// path.extname of Node.
function extensionOf (path) {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 && name !== '..' ? name.slice(dot) : ''
}

// Lets main open a window, and gives the page a handle on it; main knows the window by the number that is sent along.
function openWindow (channel, handle, ...args) {
  const id = lastOpened.id += 1
  ipcRenderer.send(channel, id, ...args)
  return handle(id)
}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

// Subscribes to an event of one thing in main, by its number.
function subscribeTo (channel, id, callback) {
  return subscribe(channel, (of, ...args) => { if (of === id) callback(...args) })
}

// The same for the next time alone.
function subscribeToOnce (channel, id, callback) {
  const stop = subscribeTo(channel, id, (...args) => {
    stop()
    callback(...args)
  })
  return stop
}

const electronAPI = {
  folders: {
    app: constants['folders.app']
  },
  path: {
    extname: (path) => extensionOf(path)
  },
  windows: {
    openAbout: () => openWindow('windows:openAbout', (id) => ({
      getTitleSync: () => ask('windows:getTitleSync', id),
      webContents: {
        onceDidFinishLoad: (callback) => subscribeToOnce('windows:webContents.onDidFinishLoad', id, callback)
      }
    }))
  },
  logAdd: (text) => { ipcRenderer.send('log:add', text) },
  logAll: () => ipcRenderer.invoke('log:all'),
  onLogAdded: (callback) => subscribe('log:added', callback),
  toolsOpen: () => { ipcRenderer.send('tools:open') }
}

// For pages that still run without isolation, until the last of them is isolated: a frozen API, and plain copies of all
// that crosses, so that what isolation will break shows now.
function exposeWithoutIsolation (name, api) {
  const probe = new MessageChannel().port1
  const kept = [ArrayBuffer, Blob, Date, Map, Node, RegExp, Set]

  function cross (value, frozen = false) {
    const copies = new Map()
    let cloneable = true
    const copy = (item) => {
      if (typeof item === 'function' || item instanceof Promise || item instanceof Node) cloneable = false
      if (typeof item === 'function') return call(item)
      if (item instanceof Promise) return item.then((result) => cross(result), (error) => { throw cross(error) })
      if (item instanceof Error) return new Error(item.message)
      if (Object(item) !== item || ArrayBuffer.isView(item) || kept.some((type) => item instanceof type)) return item
      if (!copies.has(item)) {
        const plain = Array.isArray(item) ? [] : {}
        copies.set(item, plain)
        for (const key of Object.keys(item)) plain[key] = copy(item[key])
      }
      return copies.get(item)
    }
    const result = copy(value)
    if (cloneable) probe.postMessage(value) // throws at a Proxy and whatever else cannot be cloned
    if (frozen) copies.forEach((plain) => { Object.freeze(plain) })
    return result
  }

  // a function is another one each time it crosses
  const call = (target) => (...args) => {
    try { return cross(target(...args.map((arg) => cross(arg)))) } catch (error) { throw cross(error) }
  }

  Object.defineProperty(window, name, { value: cross(api, true), enumerable: true })
}

try {
  contextBridge.exposeInMainWorld('electronAPI', electronAPI)
} catch (error) {
  // process.contextIsolated exists from Electron 13 only
  if (!/contextIsolation/.test(String(error))) throw error
  exposeWithoutIsolation('electronAPI', electronAPI)
}
