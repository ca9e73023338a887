import * as stream from 'stream'
import type { WebContents } from 'electron'
import { pageStreams } from './pageStreams'
import { toldTo } from './toldTo'

// Keeps a stream for a page until it is closed, or the page ends: then `end` is called.
export function keepStream (page: WebContents, channel: string, id: unknown, kept: stream.Readable | stream.Writable, events: string[], end: () => void) {
  const key = `${page.id} ${id}`
  const { tell, over } = toldTo(page, channel, id, () => {
    pageStreams.delete(key)
    end()
  })
  pageStreams.set(key, { stream: kept, isHeard: false, tell })
  for (const event of events) kept.on(event, () => { tell(event) })
  kept.on('error', (error: Error & { code?: string }) => { tell('error', error.message, error.code) })
  kept.on('close', () => {
    tell('close')
    pageStreams.delete(key)
    over()
  })
}
