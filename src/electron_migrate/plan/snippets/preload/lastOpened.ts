// The number of the window that a page has opened last: no other page, nor this one after a reload, begins with the same.
export const lastOpened = { id: Date.now() }
