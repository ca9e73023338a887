import { pick } from './pick'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// The items of a menu, with what the pages of this app give them; any other key is left out.
export function menuKeys (items: readonly MenuItemTemplate[], keys: readonly string[]): MenuItemTemplate[] {
  if (!Array.isArray(items)) throw new TypeError('a menu must be a list of items')
  return items.map((item) => {
    const { submenu, ...picked } = pick(item, keys)
    return submenu ? { ...picked, submenu: menuKeys(submenu, keys) } : picked
  })
}
