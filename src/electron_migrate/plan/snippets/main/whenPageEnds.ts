import type { WebContents } from 'electron'
import { pageEnds } from './pageEnds'

// Runs `end` when the sender's page is left, reloaded or closed; what it returns calls that off.
export function whenPageEnds (sender: WebContents, end: () => void) {
  const ends = pageEnds.get(sender) || new Set<() => void>()
  if (!pageEnds.has(sender)) {
    pageEnds.set(sender, ends)
    const runAll = () => { for (const each of [...ends]) if (ends.delete(each)) each() }
    sender.on('did-navigate', runAll)
    sender.on('destroyed', runAll)
  }
  ends.add(end)
  return () => { ends.delete(end) }
}
