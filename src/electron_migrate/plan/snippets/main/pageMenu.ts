import type { WebContents } from 'electron'
import { buildMenu } from './buildMenu'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// A menu that main keeps for a page. The page hears what was clicked as long as it is there.
export function pageMenu (page: WebContents, clicks: string, items: readonly MenuItemTemplate[]) {
  return buildMenu(items, (chosen) => {
    if (!page.isDestroyed()) page.send(clicks, chosen)
  })
}
