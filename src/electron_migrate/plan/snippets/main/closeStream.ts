import type { WebContents } from 'electron'
import { pageStreams } from './pageStreams'

// Closes a stream that a page wants no more of.
export function closeStream (page: WebContents, id: unknown) {
  const { stream: unwanted } = pageStreams.get(`${page.id} ${id}`) || {}
  if (unwanted) unwanted.destroy()
}
