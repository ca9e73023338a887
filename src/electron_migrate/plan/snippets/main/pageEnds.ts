import type { WebContents } from 'electron'

// What to do when a page is left, reloaded or closed.
export const pageEnds = new WeakMap<WebContents, Set<() => void>>()
