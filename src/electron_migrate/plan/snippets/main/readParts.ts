import * as stream from 'stream'
import type { WebContents } from 'electron'
import { pageStreams } from './pageStreams'

// Lets a stream of a page flow into others of its streams, and, where the page hears its parts, read one more. Without either it flows to its end unheard.
export function readParts (page: WebContents, id: unknown, isHeard: boolean, targets: number[]) {
  const read = pageStreams.get(`${page.id} ${id}`)
  if (!read || !(read.stream instanceof stream.Readable)) return
  const source = read.stream
  for (const target of targets) {
    const written = pageStreams.get(`${page.id} ${target}`)
    if (written && written.stream instanceof stream.Writable) source.pipe(written.stream)
  }
  if (isHeard && !read.isHeard) {
    read.isHeard = true
    source.on('data', (part) => {
      // until the page asks for the next one
      source.pause()
      // bytes of their own: a part may be a piece of a buffer that holds more
      read.tell('data', typeof part === 'string' ? part : new Uint8Array(part))
    })
  }
  if (isHeard || targets.length === 0) source.resume()
}
