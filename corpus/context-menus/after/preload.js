// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer } = require('electron')

// Runs the function of the item that was chosen, in the page: main says which one by the indexes that lead to it.
async function clickMenuItem(items, chosen) {
  if (!chosen) return
  const [first, ...rest] = chosen.path
  const item = rest.reduce((at, index) => at && at.submenu && at.submenu[index], items[first])
  if (!item || !item.click) return
  const { click, submenu, ...plain } = item
  await click({ ...plain, checked: chosen.checked })
}

// A menu's items without their functions, as they can be sent to main.
function plainMenu(items) {
  return items.map(({ click, submenu, ...item }) => (submenu ? { ...item, submenu: plainMenu(submenu) } : item))
}

// Main shows the menu. Resolves when it has closed and the function of the chosen item, if there is one, has run.
async function popupMenu(channel, items, options = {}) {
  await clickMenuItem(items, await ipcRenderer.invoke(channel, plainMenu(items), options))
}

const electronAPI = {
  menu: {
    popup: (items, options) => popupMenu('menu:popup', items, options)
  }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
