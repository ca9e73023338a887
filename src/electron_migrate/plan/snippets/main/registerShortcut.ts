import { globalShortcut } from 'electron'
import type { WebContents } from 'electron'
import { shortcutOwners } from './shortcutOwners'
import { whenPageEnds } from './whenPageEnds'

// Registers a global shortcut for a page, which hears when its keys are pressed and loses them when it goes. Answers whether no other program has them.
export function registerShortcut (page: WebContents, pressed: string, accelerator: string) {
  const registered = globalShortcut.register(accelerator, () => {
    if (!page.isDestroyed()) page.send(pressed, accelerator)
  })
  if (registered) {
    shortcutOwners.set(accelerator, page)
    whenPageEnds(page, () => {
      // another page may have taken the keys since
      if (shortcutOwners.get(accelerator) === page && shortcutOwners.delete(accelerator)) globalShortcut.unregister(accelerator)
    })
  }
  return registered
}
