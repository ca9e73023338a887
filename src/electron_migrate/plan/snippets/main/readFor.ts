import * as fs from 'fs'
import type { WebContents } from 'electron'
import { keepStream } from './keepStream'

// Opens a file that a page reads in parts.
export function readFor (page: WebContents, channel: string, id: unknown, path: string, options: object) {
  const file = fs.createReadStream(path, options)
  keepStream(page, channel, id, file, ['open', 'ready', 'end'], () => { file.destroy() })
}
