// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')
const url = require('url')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Asks main and blocks the page until it answers; what failed there throws here.
function ask(channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// Paths are those of the system that the app runs on.
const onWindows = process.platform === 'win32'

// url.parse of Node, without the methods of its answer.
function parseUrl(address) {
  return { ...url.parse(address) }
}

// Random bytes, as text.
function randomText(size, encoding) {
  return Buffer.from(window.crypto.getRandomValues(new Uint8Array(size))).toString(encoding)
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

const electronAPI = {
  app: {
    paths: {
      userData: constants['app.paths.userData']
    }
  },
  crypto: {
    digest: (algorithm, encoding, data, dataEncoding) => ipcRenderer.invoke('crypto:digest', algorithm, encoding, data, dataEncoding),
    randomText: (size, encoding) => randomText(size, encoding)
  },
  path: {
    join: (...paths) => joinPaths(paths)
  },
  prefsStore: {
    delete: (key) => { ipcRenderer.send('prefsStore:delete', key) },
    get: (key, fallback) => ipcRenderer.invoke('prefsStore:get', key, fallback),
    getSync: (key, fallback) => ask('prefsStore:getSync', key, fallback),
    hasSync: (key) => ask('prefsStore:hasSync', key),
    set: (key, value) => { ipcRenderer.send('prefsStore:set', key, value) },
    setAll: (entries) => { ipcRenderer.send('prefsStore:setAll', entries) }
  },
  url: {
    parse: (address) => parseUrl(address)
  },
  userData: {
    exists: (file) => ipcRenderer.invoke('userData:exists', file),
    readTextFile: (file) => ipcRenderer.invoke('userData:readTextFile', file),
    writeFile: (file, data) => ipcRenderer.invoke('userData:writeFile', file, data)
  },
  themeInMain: () => ipcRenderer.invoke('theme-in-main')
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
