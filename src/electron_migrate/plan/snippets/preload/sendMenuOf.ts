import { ipcRenderer } from 'electron'
import { clickMenuItem } from './clickMenuItem'
import { plainMenu } from './plainMenu'
import { subscribeTo } from './subscribeTo'
import type { MenuItemTemplate } from '../types/MenuItemTemplate'

// The menus that main keeps for things that this page has made, by the channel on which it says what was clicked, and the number of the thing.
const menusOf = new Map<string, readonly MenuItemTemplate[]>()

// Gives main the menu of such a thing; the functions of its items run in the page.
export function sendMenuOf (channel: string, clicks: string, id: number, items: readonly MenuItemTemplate[]) {
  const key = `${clicks} ${id}`
  if (!menusOf.has(key)) {
    subscribeTo(clicks, id, (chosen: { path: number[], checked: boolean }) => { void clickMenuItem(menusOf.get(key) || [], chosen) })
  }
  menusOf.set(key, items)
  ipcRenderer.send(channel, id, plainMenu(items))
}
