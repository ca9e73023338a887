import { ipcRenderer } from 'electron'
import { clickMenuItem } from './clickMenuItem'
import { plainMenu } from './plainMenu'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// Main shows the menu. Resolves when it has closed and the function of the chosen item, if there is one, has run.
export async function popupMenu (channel: string, items: readonly MenuItemTemplate[], options: { x?: number, y?: number } = {}) {
  await clickMenuItem(items, await ipcRenderer.invoke(channel, plainMenu(items), options))
}
