import { Menu } from 'electron'
import type { MenuItem } from 'electron'

// Changes an item of the application menu, named by its id or by the indexes that lead to it.
export function setMenuItem (named: string | number[], changes: object) {
  const menu = Menu.getApplicationMenu()
  const [first, ...rest] = Array.isArray(named) ? named : []
  const item = typeof named === 'string'
    ? menu && menu.getMenuItemById(named)
    : rest.reduce((at: MenuItem | undefined, index) => at && at.submenu && at.submenu.items[index], menu && menu.items[first])
  if (!item) throw new Error(`the application menu has no item ${named}`)
  Object.assign(item, changes)
}
