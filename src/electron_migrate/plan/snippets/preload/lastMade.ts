// The number of what a page has made in main last: no other page, nor this one after a reload, begins with the same.
export const lastMade = { id: Date.now() }
