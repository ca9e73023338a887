// What pages have made in main, by web contents and the number that the page gave.
export const madeObjects = new Map<string, object>()
