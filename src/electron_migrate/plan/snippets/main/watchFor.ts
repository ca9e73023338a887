import * as fs from 'fs'
import type { WebContents } from 'electron'
import { keepWatcher } from './keepWatcher'

// Watches a file or folder for a page, which hears of each change.
export function watchFor (page: WebContents, changed: string, id: unknown, path: string, options: object) {
  const watcher = fs.watch(path, options, (event, name) => {
    if (!page.isDestroyed()) page.send(changed, id, event, name)
  })
  watcher.on('error', (error) => { console.error(error) })
  keepWatcher(page, id, () => { watcher.close() })
}
