import * as fs from 'fs'
import type { WebContents } from 'electron'
import { keepStream } from './keepStream'

// Opens a file that a page writes in parts; what it has sent is still written when the page is left.
export function writeFor (page: WebContents, channel: string, id: unknown, path: string, options: object) {
  const file = fs.createWriteStream(path, options)
  keepStream(page, channel, id, file, ['open', 'ready', 'finish'], () => { file.end() })
}
