import type { WebContents } from 'electron'
import { buildMenu } from './buildMenu'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// A menu of one thing that a page has made. The page hears what was clicked, and of which, as long as it is there.
export function pageMenuOf (page: WebContents, clicks: string, id: unknown, items: readonly MenuItemTemplate[]) {
  return buildMenu(items, (chosen) => {
    if (!page.isDestroyed()) page.send(clicks, id, chosen)
  })
}
