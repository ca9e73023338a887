import { globalShortcut } from 'electron'
import type { WebContents } from 'electron'

// The global shortcuts of each page. One that goes, or loads another document, loses them.
const shortcutsOf = new Map<WebContents, Set<string>>()

// Registers a global shortcut for a page, which hears when its keys are pressed. Answers whether no other program has them.
export function registerShortcut (page: WebContents, pressed: string, accelerator: string) {
  const registered = globalShortcut.register(accelerator, () => {
    if (!page.isDestroyed()) page.send(pressed, accelerator)
  })
  const drop = () => {
    const kept = shortcutsOf.get(page) || new Set<string>()
    shortcutsOf.delete(page)
    kept.forEach((keys) => { globalShortcut.unregister(keys) })
  }
  const own = shortcutsOf.get(page) || new Set<string>()
  if (!shortcutsOf.has(page)) {
    shortcutsOf.set(page, own)
    page.once('destroyed', drop)
    page.once('did-start-navigation', function leave (_event, _url, isInPlace, isMainFrame) {
      if (isMainFrame && !isInPlace) drop()
      else page.once('did-start-navigation', leave)
    })
  }
  if (registered) own.add(accelerator)
  return registered
}
