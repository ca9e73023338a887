// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Asks main and blocks the page until it answers; what failed there throws here.
function ask(channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// The number of what a page has made in main last: no other page, nor this one after a reload, begins with the same.
const lastMade = { id: Date.now() }

// Paths are those of the system that the app runs on.
const onWindows = process.platform === 'win32'

// path.basename of Node.
function baseName(path, suffix) {
  const name = onWindows
    ? /([^\\/]*)[\\/]*$/.exec(path.replace(/^[A-Za-z]:/, ''))[1]
    : /([^/]*)\/*$/.exec(path)[1]
  if (!suffix || (name === suffix && path !== suffix) || !name.endsWith(suffix)) return name
  return name.slice(0, -suffix.length)
}

// path.extname of Node.
function extensionOf(path) {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 && name !== '..' ? name.slice(dot) : ''
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

// The part of a path that has no parent: `/`, `C:\`, `\\host\share\`, or nothing.
function rootOf(path) {
  return (onWindows ? /^(?:[\\/]{2}[^\\/]+[\\/]+[^\\/]+(?:[\\/]|$)|[A-Za-z]:[\\/]?|[\\/]|)/ : /^\/?/).exec(path)[0]
}

// path.dirname of Node.
function folderOf(path) {
  const root = rootOf(path)
  const last = (onWindows ? /[\\/][^\\/]+[\\/]*$/ : /\/[^/]+\/*$/).exec(path.slice(root.length))
  if (!last) return root || '.'
  return !onWindows && root && last.index === 0 ? '//' : path.slice(0, root.length + last.index)
}

// path.parse of Node.
function parsePath(path) {
  const root = rootOf(path)
  const rest = path.slice(root.length)
  const base = baseName(rest)
  const ext = extensionOf(rest)
  const before = base && rest.slice(0, rest.lastIndexOf(base)).replace(onWindows ? /[\\/]$/ : /\/$/, '')
  return { root, dir: root + before, base, ext, name: ext ? base.slice(0, -ext.length) : base }
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

// path.resolve of Node; `folder` is where a relative path starts.
function resolvePaths(folder, paths) {
  const separator = onWindows ? '\\' : '/'
  let device = ''
  let names = ''
  let isAbsolute = false
  for (const path of [folder, ...paths].filter((each) => each !== '').reverse()) {
    const root = splitRoot(path)
    if (root.device && device && root.device.toLowerCase() !== device.toLowerCase()) continue
    device = device || root.device
    if (isAbsolute) continue
    names = root.rest + separator + names
    isAbsolute = root.isAbsolute
  }
  return device + separator + resolveSegments(names, true).join(separator)
}

// path.relative of Node; `folder` is where a relative path starts.
function relativePath(folder, from, to) {
  const separator = onWindows ? '\\' : '/'
  const end = resolvePaths(folder, [to])
  const up = resolvePaths(folder, [from]).split(separator).filter(Boolean)
  const down = end.split(separator).filter(Boolean)
  const same = (one, other) => one === other || (onWindows && one.toLowerCase() === other.toLowerCase())
  // there is no way from one drive to another
  if (onWindows && !same(up[0], down[0])) return end
  while (up.length > 0 && down.length > 0 && same(up[0], down[0])) {
    up.shift()
    down.shift()
  }
  return [...up.map(() => '..'), ...down].join(separator)
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

// The page's listeners to a thing that main has for it: main tells of each event by its name, and of `close` last.
function listenersOf(channel, id, after = () => {}) {
  const listeners = new Map()
  const on = (event, listener) => { listeners.set(event, [...(listeners.get(event) || []), listener]) }
  const once = (event, listener) => {
    let isDone = false
    on(event, (...values) => {
      if (isDone) return
      isDone = true
      listener(...values)
    })
  }
  const tell = (event, ...values) => {
    const own = listeners.get(event) || []
    // the code of an error does not cross with it
    const isError = event.endsWith('error')
    const told = isError ? [new Error(values[0]), values[1]] : values
    if (isError && own.length === 0) throw told[0]
    for (const listener of own) listener(...told)
    after(event)
  }
  const unsubscribe = subscribeTo(channel, id, (event, ...values) => {
    if (event === 'close') unsubscribe()
    tell(event, ...values)
  })
  return { on, once, tell }
}

// A stream that main reads for the page: from the first listener on, part by part, each when the listeners have had the one before.
function readerOf(id, channel, reading, closing) {
  const listeners = listenersOf(`${channel}:event`, id, (event) => { if (event === 'data') ipcRenderer.send(reading, id, true, []) })
  let isHeard = false
  let isAsked = false
  let targets = []
  // once for all that the page asks for in one go: no part is read before everything is in place
  const ask = () => {
    if (isAsked) return
    isAsked = true
    Promise.resolve().then(() => {
      ipcRenderer.send(reading, id, isHeard, targets)
      isAsked = false
      targets = []
    })
  }
  const hear = (event) => {
    if (event !== 'data' || isHeard) return
    isHeard = true
    ask()
  }
  const close = () => { ipcRenderer.send(closing, id) }
  const reader = {
    id,
    close,
    destroy: close,
    on: (event, listener) => {
      listeners.on(event, listener)
      hear(event)
      return reader
    },
    once: (event, listener) => {
      listeners.once(event, listener)
      hear(event)
      return reader
    },
    pipe: (target) => {
      targets.push(target.id)
      ask()
      return target
    },
    resume: ask
  }
  return { listeners, reader }
}

// A file that main reads for the page.
function readStream(channel, reading, closing, path, options) {
  const id = lastMade.id += 1
  const { listeners, reader } = readerOf(id, channel, reading, closing)
  ipcRenderer.invoke(channel, id, path, options).catch(({ message }) => { listeners.tell('error', message) })
  return reader
}

// What ends the watchers that this page has on files, by their paths.
const watchedFiles = new Map()

// Ends what `watchFile` began for a path.
function unwatchFileAt(path) {
  for (const close of watchedFiles.get(path) || []) close()
  watchedFiles.delete(path)
}

// Lets main watch a path, known there by a number; what cannot be watched throws here.
function watchPath(channel, closing, path, options, listener) {
  const id = lastMade.id += 1
  const unsubscribe = subscribeTo(`${channel}:changed`, id, listener)
  try {
    ask(channel, id, path, options)
  } catch (error) {
    unsubscribe()
    throw error
  }
  return {
    close: () => {
      unsubscribe()
      ipcRenderer.send(closing, id)
    }
  }
}

// What main knows of a file, with the methods that Node gives it.
function withKind({ kind, ...stats }) {
  return {
    ...stats,
    isDirectory: () => kind === 'folder',
    isFile: () => kind === 'file',
    isSymbolicLink: () => kind === 'link'
  }
}

// The entries of a folder, with the methods that Node gives them.
function entriesWithKind(entries) {
  return entries.map(withKind)
}

// Lets main look at a file again and again.
function watchFileAt(channel, closing, path, options, listener) {
  const watcher = watchPath(channel, closing, path, options, (now, before) => { listener(withKind(now), withKind(before)) })
  watchedFiles.set(path, [...(watchedFiles.get(path) || []), watcher.close])
}

// A file that main writes for the page, part by part in the order in which they are sent.
function writeStream(channel, writing, path, options) {
  const id = lastMade.id += 1
  const listeners = listenersOf(`${channel}:event`, id)
  ipcRenderer.invoke(channel, id, path, options).catch(({ message }) => { listeners.tell('error', message) })
  // what fails is told by the event, too
  const write = (data, isLast, done) => {
    settled(ipcRenderer.invoke(writing, id, data, isLast)).then(({ error, code }) => { if (done) done(error, code) })
  }
  const writer = {
    id,
    close: () => { write(undefined, true) },
    end: (data, done) => { write(data, true, done) },
    on: (event, listener) => {
      listeners.on(event, listener)
      return writer
    },
    once: (event, listener) => {
      listeners.once(event, listener)
      return writer
    },
    write: (data, done) => { write(data, false, done) }
  }
  return writer
}

const electronAPI = {
  app: {
    paths: {
      userData: constants['app.paths.userData']
    }
  },
  appFiles: {
    tryReadBase64File: (file) => settled(ipcRenderer.invoke('appFiles:readBase64File', file))
  },
  buffer: {
    byteLength: (text, encoding) => Buffer.byteLength(text, encoding),
    convert: (data, from, to) => Buffer.from(data, from).toString(to),
    from: (data, from) => new Uint8Array(Buffer.from(data, from))
  },
  env: {
    SHELF_THEME: process.env.SHELF_THEME
  },
  folders: {
    pages: constants['folders.pages']
  },
  fs: {
    copyFile: (from, to) => ipcRenderer.invoke('fs:copyFile', from, to),
    createReadStream: (path, options) => readStream('fs:createReadStream', 'streams:read', 'streams:close', path, options),
    createWriteStream: (path, options) => writeStream('fs:createWriteStream', 'streams:write', path, options),
    exists: (file) => ipcRenderer.invoke('fs:exists', file),
    isFolder: (file) => ipcRenderer.invoke('fs:isFolder', file),
    makeFolder: (folder, options) => ipcRenderer.invoke('fs:makeFolder', folder, options),
    readEntries: (folder) => ipcRenderer.invoke('fs:readEntries', folder).then(entriesWithKind),
    readFile: (file) => ipcRenderer.invoke('fs:readFile', file),
    readFileSync: (file) => ask('fs:readFileSync', file),
    readFolderSync: (folder) => ask('fs:readFolderSync', folder),
    removeFileSync: (file) => ask('fs:removeFileSync', file),
    statSync: (file) => withKind(ask('fs:statSync', file)),
    tryAccess: (file, mode) => settled(ipcRenderer.invoke('fs:access', file, mode)),
    tryReadTextFile: (file) => settled(ipcRenderer.invoke('fs:readTextFile', file)),
    tryWriteFile: (file, data) => settled(ipcRenderer.invoke('fs:writeFile', file, data)),
    unwatchFile: (path) => unwatchFileAt(path),
    watch: (path, options, listener) => watchPath('fs:watch', 'fs:unwatch', path, options, listener),
    watchFile: (path, options, listener) => watchFileAt('fs:watchFile', 'fs:unwatch', path, options, listener),
    writeBase64File: (file, data) => ipcRenderer.invoke('fs:writeBase64File', file, data),
    writeFile: (file, data) => ipcRenderer.invoke('fs:writeFile', file, data)
  },
  os: {
    EOL: process.platform === 'win32' ? '\r\n' : '\n'
  },
  path: {
    basename: (path, suffix) => baseName(path, suffix),
    dirname: (path) => folderOf(path),
    extname: (path) => extensionOf(path),
    join: (...paths) => joinPaths(paths),
    parse: (path) => parsePath(path),
    relative: (from, to) => relativePath(constants['process.cwd'], from, to),
    resolve: (...paths) => resolvePaths(constants['process.cwd'], paths),
    sep: process.platform === 'win32' ? '\\' : '/'
  },
  process: {
    arch: process.arch,
    platform: process.platform
  },
  shell: {
    showItemInFolder: (fullPath) => { ipcRenderer.send('shell:showItemInFolder', fullPath) }
  },
  userData: {
    makeFolderSync: (folder, options) => ask('userData:makeFolderSync', folder, options),
    tryReadEntries: (folder) => settled(ipcRenderer.invoke('userData:readEntries', folder).then(entriesWithKind)),
    tryReadTextFile: (file) => settled(ipcRenderer.invoke('userData:readTextFile', file)),
    watch: (path, options, listener) => watchPath('userData:watch', 'fs:unwatch', path, options, listener)
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
