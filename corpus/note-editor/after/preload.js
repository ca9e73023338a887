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

const electronAPI = {
  app: {
    paths: {
      userData: constants['app.paths.userData']
    }
  },
  clipboard: {
    writeText: (text) => { ipcRenderer.send('clipboard:writeText', text) }
  },
  dialog: {
    showMessageBoxForWindow: (options) => ipcRenderer.invoke('dialog:showMessageBoxForWindow', options)
  },
  path: {
    basename: (path, suffix) => baseName(path, suffix),
    extname: (path) => extensionOf(path),
    join: (...paths) => joinPaths(paths)
  },
  userData: {
    existsSync: (file) => ask('userData:existsSync', file),
    makeFolderSync: (folder, options) => ask('userData:makeFolderSync', folder, options),
    readFolderSync: (folder) => ask('userData:readFolderSync', folder),
    removeFile: (file) => ipcRenderer.invoke('userData:removeFile', file),
    tryReadTextFile: (file) => settled(ipcRenderer.invoke('userData:readTextFile', file)),
    writeFileSync: (file, data) => ask('userData:writeFileSync', file, data)
  },
  dirty: (dirty) => { ipcRenderer.send('dirty', dirty) }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
