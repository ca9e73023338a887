import type { IpcMainEvent } from 'electron'
import { madeObjects } from './madeObjects'
import { whenPageEnds } from './whenPageEnds'

// Keeps what a page has made as long as the page is there; `end` says what becomes of it then.
export function keepMade (event: IpcMainEvent, id: unknown, made: object, end: () => void = () => {}) {
  const key = `${event.sender.id} ${id}`
  madeObjects.set(key, made)
  whenPageEnds(event.sender, () => {
    madeObjects.delete(key)
    end()
  })
}
