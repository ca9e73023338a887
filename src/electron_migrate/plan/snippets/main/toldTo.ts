import type { WebContents } from 'electron'
import { whenPageEnds } from './whenPageEnds'

// What tells a page of a thing that main has for it until that is over; `end` says what becomes of it when the page is left, reloaded or closed before.
export function toldTo (page: WebContents, channel: string, id: unknown, end: () => void) {
  let isThere = true
  const tell = (event: string, ...values: unknown[]) => { if (isThere && !page.isDestroyed()) page.send(channel, id, event, ...values) }
  const over = () => {
    isThere = false
    stay()
  }
  const stay = whenPageEnds(page, () => {
    over()
    end()
  })
  return { tell, over }
}
