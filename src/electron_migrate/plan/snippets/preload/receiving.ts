// Channels whose ports the page wants.
export const receiving = new Set<string>()
