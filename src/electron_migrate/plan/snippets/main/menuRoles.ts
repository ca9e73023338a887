import { oneOf } from './oneOf'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// The items of a menu, if their roles are ones that the pages of this app use.
export function menuRoles (items: readonly MenuItemTemplate[], roles: readonly string[]): MenuItemTemplate[] {
  return items.map((item) => {
    if (item.role !== undefined) oneOf(item.role, roles)
    return item.submenu ? { ...item, submenu: menuRoles(item.submenu, roles) } : item
  })
}
