// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Runs the function of the item that was chosen, in the page: main says which one by the indexes that lead to it.
async function clickMenuItem(items, chosen) {
  if (!chosen) return
  const [first, ...rest] = chosen.path
  const item = rest.reduce((at, index) => at && at.submenu && at.submenu[index], items[first])
  if (!item || !item.click) return
  const { click, submenu, ...plain } = item
  await click({ ...plain, checked: chosen.checked })
}

// The number of what a page has made in main last: no other page, nor this one after a reload, begins with the same.
const lastMade = { id: Date.now() }

// Lets main make something, and gives the page a handle on it; main knows it by the number that is sent along.
function makeInMain(channel, handle, ...args) {
  const id = lastMade.id += 1
  ipcRenderer.send(channel, id, ...args)
  return handle(id)
}

// Paths are those of the system that the app runs on.
const onWindows = process.platform === 'win32'

// A menu's items without their functions, as they can be sent to main.
function plainMenu(items) {
  return items.map(({ click, submenu, ...item }) => (submenu ? { ...item, submenu: plainMenu(submenu) } : item))
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

// The menus that main keeps for things that this page has made, by the channel on which it says what was clicked, and the number of the thing.
const menusOf = new Map()

// Gives main the menu of such a thing; the functions of its items run in the page.
function sendMenuOf(channel, clicks, id, items) {
  const key = `${clicks} ${id}`
  if (!menusOf.has(key)) {
    subscribeTo(clicks, id, (chosen) => { void clickMenuItem(menusOf.get(key) || [], chosen) })
  }
  menusOf.set(key, items)
  ipcRenderer.send(channel, id, plainMenu(items))
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
  folders: {
    app: constants['folders.app']
  },
  notifications: {
    create: (options) => makeInMain('notifications:create', (id) => ({
      onceClose: (callback) => subscribeToOnce('notifications:onClose', id, callback),
      onClick: (callback) => subscribeTo('notifications:onClick', id, callback),
      show: () => { ipcRenderer.send('notifications:show', id) }
    }), options)
  },
  path: {
    join: (...paths) => joinPaths(paths)
  },
  trays: {
    create: (image) => makeInMain('trays:create', (id) => ({
      destroy: () => { ipcRenderer.send('trays:destroy', id) },
      onClick: (callback) => subscribeTo('trays:onClick', id, callback),
      onDoubleClick: (callback) => subscribeTo('trays:onDoubleClick', id, callback),
      removeContextMenu: () => { ipcRenderer.send('trays:removeContextMenu', id) },
      setContextMenu: (items) => { sendMenuOf('trays:setContextMenu', 'trays:setContextMenu:click', id, items) },
      setToolTip: (toolTip) => { ipcRenderer.send('trays:setToolTip', id, toolTip) }
    }), image)
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
