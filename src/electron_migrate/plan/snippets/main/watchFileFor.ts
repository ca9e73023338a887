import * as fs from 'fs'
import type { WebContents } from 'electron'
import { keepWatcher } from './keepWatcher'
import { plainStats } from './plainStats'

// Looks at a file again and again for a page, which hears what has become of it.
export function watchFileFor (page: WebContents, changed: string, id: unknown, path: string, options: object) {
  const listener = (now: fs.Stats, before: fs.Stats) => {
    if (!page.isDestroyed()) page.send(changed, id, plainStats(now), plainStats(before))
  }
  fs.watchFile(path, options, listener)
  keepWatcher(page, id, () => { fs.unwatchFile(path, listener) })
}
