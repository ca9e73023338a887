import type { WebContents } from 'electron'
import { fileWatchers } from './fileWatchers'

// Ends a watcher of a page.
export function unwatch (page: WebContents, id: unknown) {
  const key = `${page.id} ${id}`
  const end = fileWatchers.get(key)
  if (fileWatchers.delete(key) && end) end()
}
