import type { IpcMainEvent } from 'electron'

// Tells the page that has made something of an event of it.
export function tellMaker (event: IpcMainEvent, channel: string, id: unknown, ...args: unknown[]) {
  if (!event.sender.isDestroyed()) event.sender.send(channel, id, ...args)
}
