import { webContents } from 'electron'
import type { WebContents } from 'electron'

// Sends to another page of the app by the number of its web contents, if there is one, and to nothing else.
export function sendToPage (id: unknown, isOwn: (contents: WebContents) => boolean, channel: string, ...args: unknown[]) {
  const contents = typeof id === 'number' ? webContents.fromId(id) : undefined
  if (!contents || contents.isDestroyed()) return
  if (!isOwn(contents)) throw new Error('it shows no page of the app')
  contents.send(channel, ...args)
}
