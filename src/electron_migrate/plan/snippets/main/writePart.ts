import * as stream from 'stream'
import type { WebContents } from 'electron'
import { pageStreams } from './pageStreams'

// Writes what a page sends to a stream; `isLast` ends it.
export function writePart (page: WebContents, id: unknown, data: unknown, isLast: boolean) {
  const { stream: target } = pageStreams.get(`${page.id} ${id}`) || {}
  return new Promise<void>((resolve, reject) => {
    if (!(target instanceof stream.Writable)) {
      reject(new Error('EBADF: the file is not open any more'))
      return
    }
    const done = (error?: Error | null) => {
      if (error) reject(error)
      else resolve()
    }
    if (!isLast) target.write(data, done)
    else if (data === undefined || data === null) target.end(done)
    else target.end(data, done)
  })
}
