// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { BrowserWindow, Menu } = require('electron')
const { handle } = require('./trusted-ipc')

// A menu of main's from the items of a page. A click says which item it was by the indexes that lead to it.
function buildMenu(items, onClick) {
  const build = (list, above) => list.map((item, index) => {
    const path = [...above, index]
    const click = ({ checked }) => { onClick({ path, checked }) }
    return { ...item, ...(item.submenu ? { submenu: build(item.submenu, path) } : { click }) }
  })
  return Menu.buildFromTemplate(build(items, []))
}

function oneOf(value, allowed) {
  if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`)
  return value
}

// The items of a menu, if their roles are ones that the pages of this app use.
function menuRoles(items, roles) {
  return items.map((item) => {
    if (item.role !== undefined) oneOf(item.role, roles)
    return item.submenu ? { ...item, submenu: menuRoles(item.submenu, roles) } : item
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

// Menus that are open: kept here, so that they are not collected while they are shown.
const shownMenus = new Set()

// Shows a menu of a page over its window. Resolves to the item that was chosen, or to null when the menu was closed without a choice.
function popupMenu(win, items, options = {}) {
  return new Promise((resolve) => {
    const menu = buildMenu(items, resolve)
    shownMenus.add(menu)
    menu.popup({
      ...options,
      window: win,
      callback: () => {
        shownMenus.delete(menu)
        // a menu closes before it says what was clicked
        setTimeout(resolve, 0, null)
      }
    })
  })
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf(event) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}

handle('menu:popup', (event, items, options) => {
  items = menuRoles(menuKeys(items, ['accelerator', 'checked', 'enabled', 'id', 'label', 'role', 'submenu', 'type']), ['copy', 'cut', 'paste'])
  return popupMenu(windowOf(event), items, pick(options, ['x', 'y']))
})
