import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// A menu's items without their functions, as they can be sent to main.
export function plainMenu (items: readonly MenuItemTemplate[]): MenuItemTemplate[] {
  return items.map(({ click, submenu, ...item }) => (submenu ? { ...item, submenu: plainMenu(submenu) } : item))
}
