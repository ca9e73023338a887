// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

const electronAPI = {
  read: (title) => ipcRenderer.invoke('read', title)
}

// For pages that still run without isolation, until the last of them is isolated: a frozen API, and plain copies of all
// that crosses, so that what isolation will break shows now.
function exposeWithoutIsolation(name, api) {
  const probe = new MessageChannel().port1
  const kept = [ArrayBuffer, Blob, Date, Map, Node, RegExp, Set]

  function cross(value, frozen = false) {
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
