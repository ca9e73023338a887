import { BrowserWindow } from 'electron'
import type { Menu } from 'electron'
import { buildMenu } from './buildMenu'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// Menus that are open: kept here, so that they are not collected while they are shown.
const shownMenus = new Set<Menu>()

// Shows a menu of a page over its window. Resolves to the item that was chosen, or to null when the menu was closed without a choice.
export function popupMenu (win: BrowserWindow, items: readonly MenuItemTemplate[], options: { x?: number, y?: number } = {}) {
  return new Promise<{ path: number[], checked: boolean } | null>((resolve) => {
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
