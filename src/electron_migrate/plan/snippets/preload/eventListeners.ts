// What takes each listener of the page off again, by the channel of its event.
export const eventListeners = new Map<string, Set<() => void>>()
