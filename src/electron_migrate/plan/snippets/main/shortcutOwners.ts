import type { WebContents } from 'electron'

// Which page has registered which keys.
export const shortcutOwners = new Map<string, WebContents>()
