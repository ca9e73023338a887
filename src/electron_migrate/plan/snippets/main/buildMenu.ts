import { Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// A menu of main's from the items of a page. A click says which item it was by the indexes that lead to it.
export function buildMenu (items: readonly MenuItemTemplate[], onClick: (chosen: { path: number[], checked: boolean }) => void) {
  const build = (list: readonly MenuItemTemplate[], above: number[]): MenuItemConstructorOptions[] => list.map((item, index) => {
    const path = [...above, index]
    const click = ({ checked }: { checked: boolean }) => { onClick({ path, checked }) }
    return { ...item, ...(item.submenu ? { submenu: build(item.submenu, path) } : { click }) } as MenuItemConstructorOptions
  })
  return Menu.buildFromTemplate(build(items, []))
}
