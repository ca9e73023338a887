import type { WebContents } from 'electron'
import { fileWatchers } from './fileWatchers'
import { unwatch } from './unwatch'
import { whenPageEnds } from './whenPageEnds'

// Keeps a watcher until the page ends it, or is left, reloaded or closed.
export function keepWatcher (page: WebContents, id: unknown, end: () => void) {
  const callOff = whenPageEnds(page, () => { unwatch(page, id) })
  fileWatchers.set(`${page.id} ${id}`, () => {
    callOff()
    end()
  })
}
