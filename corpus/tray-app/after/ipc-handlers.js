// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { ipcMain, Menu, Notification, Tray } = require('electron')
const path = require('path')
const { on } = require('./trusted-ipc')

// A value that cannot be had is left out: no page fails for it.
function attempt(value) {
  try { return value() } catch (error) { return undefined }
}

// A menu of main's from the items of a page. A click says which item it was by the indexes that lead to it.
function buildMenu(items, onClick) {
  const build = (list, above) => list.map((item, index) => {
    const path = [...above, index]
    const click = ({ checked }) => { onClick({ path, checked }) }
    return { ...item, ...(item.submenu ? { submenu: build(item.submenu, path) } : { click }) }
  })
  return Menu.buildFromTemplate(build(items, []))
}

// The path, if it lies in this folder.
function inside(folder, file) {
  const way = path.relative(folder, file)
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) throw new TypeError(`${file} is not in ${folder}`)
  return file
}

// What pages have made in main, by web contents and the number that the page gave.
const madeObjects = new Map()

// What the page itself has made, of this class and by this number.
function madeBy(event, kind, id) {
  const made = madeObjects.get(`${event.sender.id} ${id}`)
  if (!(made instanceof kind)) throw new Error('the page has made no such thing, or it is gone')
  return made
}

// What to do when a page is left, reloaded or closed.
const pageEnds = new WeakMap()

// A menu of one thing that a page has made. The page hears what was clicked, and of which, as long as it is there.
function pageMenuOf(page, clicks, id, items) {
  return buildMenu(items, (chosen) => {
    if (!page.isDestroyed()) page.send(clicks, id, chosen)
  })
}

// The options without the keys that no page of this app passes.
function pick(options, keys) {
  if (options === undefined || options === null) return {}
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked
}

// The items of a menu, with what the pages of this app give them; any other key is left out.
function menuKeys(items, keys) {
  if (!Array.isArray(items)) throw new TypeError('a menu must be a list of items')
  return items.map((item) => {
    const { submenu, ...picked } = pick(item, keys)
    return submenu ? { ...picked, submenu: menuKeys(submenu, keys) } : picked
  })
}

// Tells the page that has made something of an event of it.
function tellMaker(event, channel, id, ...args) {
  if (!event.sender.isDestroyed()) event.sender.send(channel, id, ...args)
}

// Runs `end` when the sender's page is left, reloaded or closed; what it returns calls that off.
function whenPageEnds(sender, end) {
  const ends = pageEnds.get(sender) || new Set()
  if (!pageEnds.has(sender)) {
    pageEnds.set(sender, ends)
    const run = (some) => { for (const each of Array.from(some)) if (ends.delete(each)) each() }
    // the next page may ask for things before `did-navigate`: only what was there when it was called for ends then
    let leaving = new Set()
    sender.on('did-start-navigation', (_event, _url, isInPlace, isMainFrame) => {
      if (isMainFrame && !isInPlace) leaving = new Set(ends)
    })
    sender.on('did-navigate', () => { run(leaving) })
    sender.on('destroyed', () => { run(ends) })
  }
  ends.add(end)
  return () => { ends.delete(end) }
}

// Keeps what a page has made as long as the page is there; `end` says what becomes of it then.
function keepMade(event, id, made, end = () => {}) {
  const key = `${event.sender.id} ${id}`
  madeObjects.set(key, made)
  whenPageEnds(event.sender, () => {
    madeObjects.delete(key)
    end()
  })
}

// Keeps a tray icon that a page has made; it goes with the page.
function keepTray(event, id, tray) {
  keepMade(event, id, tray, () => {
    if (!tray.isDestroyed()) tray.destroy()
  })
}

// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
  event.returnValue = {
    'folders.app': attempt(() => __dirname)
  }
})

on('notifications:create', (event, id, options) => {
  options = pick(options, ['body', 'silent', 'title'])
  const notification = new Notification(options)
  notification.on('click', () => { tellMaker(event, 'notifications:onClick', id) })
  notification.on('close', () => { tellMaker(event, 'notifications:onClose', id) })
  return keepMade(event, id, notification)
})

on('notifications:show', (event, id) => madeBy(event, Notification, id).show())

on('trays:create', (event, id, image) => {
  if (typeof image !== 'string') throw new TypeError('image must be a string')
  const tray = new Tray(inside(__dirname, image))
  tray.on('click', (_event, bounds, position) => { tellMaker(event, 'trays:onClick', id, bounds, position) })
  tray.on('double-click', (_event, bounds) => { tellMaker(event, 'trays:onDoubleClick', id, bounds) })
  return keepTray(event, id, tray)
})

on('trays:destroy', (event, id) => madeBy(event, Tray, id).destroy())

on('trays:removeContextMenu', (event, id) => madeBy(event, Tray, id).setContextMenu(null))

on('trays:setContextMenu', (event, id, items) => {
  items = menuKeys(items, ['enabled', 'label', 'submenu', 'type'])
  return madeBy(event, Tray, id).setContextMenu(pageMenuOf(event.sender, 'trays:setContextMenu:click', id, items))
})

on('trays:setToolTip', (event, id, toolTip) => {
  if (typeof toolTip !== 'string') throw new TypeError('toolTip must be a string')
  return madeBy(event, Tray, id).setToolTip(toolTip)
})
