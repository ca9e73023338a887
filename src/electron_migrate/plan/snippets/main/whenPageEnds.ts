import type { WebContents } from 'electron'
import { pageEnds } from './pageEnds'

// Runs `end` when the sender's page is left, reloaded or closed; what it returns calls that off.
export function whenPageEnds (sender: WebContents, end: () => void) {
  const ends = pageEnds.get(sender) || new Set<() => void>()
  if (!pageEnds.has(sender)) {
    pageEnds.set(sender, ends)
    const run = (some: Set<() => void>) => { for (const each of Array.from(some)) if (ends.delete(each)) each() }
    // the next page may ask for things before `did-navigate`: only what was there when it was called for ends then
    let leaving = new Set<() => void>()
    sender.on('did-start-navigation', (_event, _url, isInPlace, isMainFrame) => {
      if (isMainFrame && !isInPlace) leaving = new Set(ends)
    })
    sender.on('did-navigate', () => { run(leaving) })
    sender.on('destroyed', () => { run(ends) })
  }
  ends.add(end)
  return () => { ends.delete(end) }
}
