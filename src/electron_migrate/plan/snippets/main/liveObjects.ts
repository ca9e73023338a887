import type { WebContents } from 'electron'

// The objects of main that pages have a handle on, by page and number.
export const liveObjects = new WeakMap<WebContents, Map<number, { kind: string, object: any, stay: () => void }>>()
