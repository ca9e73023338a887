// What ends the watchers that this page has on files, by their paths.
export const watchedFiles = new Map<string, Array<() => void>>()
