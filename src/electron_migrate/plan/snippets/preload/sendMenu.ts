import { ipcRenderer } from 'electron'
import { clickMenuItem } from './clickMenuItem'
import { plainMenu } from './plainMenu'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// The menus that main keeps for this page, by the channel on which it says what was clicked.
const sentMenus = new Map<string, readonly MenuItemTemplate[]>()

// Gives main a menu that it keeps; the functions of its items run in the page.
export function sendMenu (channel: string, clicks: string, items: readonly MenuItemTemplate[]) {
  if (!sentMenus.has(clicks)) {
    ipcRenderer.on(clicks, (_event, chosen) => { void clickMenuItem(sentMenus.get(clicks) || [], chosen) })
  }
  sentMenus.set(clicks, items)
  ipcRenderer.send(channel, plainMenu(items))
}
