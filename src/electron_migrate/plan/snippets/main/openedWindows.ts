import type { BrowserWindow } from 'electron'

// The windows that pages have opened, by web contents and the number that the page gave.
export const openedWindows = new Map<string, BrowserWindow>()
