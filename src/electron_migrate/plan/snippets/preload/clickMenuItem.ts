import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// Runs the function of the item that was chosen, in the page: main says which one by the indexes that lead to it.
export async function clickMenuItem (items: readonly MenuItemTemplate[], chosen: { path: number[], checked: boolean } | null) {
  if (!chosen) return
  const [first, ...rest] = chosen.path
  const item = rest.reduce((at, index) => at && at.submenu && at.submenu[index], items[first] as MenuItemTemplate | undefined)
  if (!item || !item.click) return
  const { click, submenu, ...plain } = item
  await click({ ...plain, checked: chosen.checked })
}
