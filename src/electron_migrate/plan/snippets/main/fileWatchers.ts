// What ends the watchers that pages have, by web contents and the number that the page gave.
export const fileWatchers = new Map<string, () => void>()
