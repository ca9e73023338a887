import type { IpcMainEvent } from 'electron'

// Tells the page that has opened a window of an event.
export function tellOpener (event: IpcMainEvent, channel: string, id: unknown, ...args: unknown[]) {
  if (!event.sender.isDestroyed()) event.sender.send(channel, id, ...args)
}
