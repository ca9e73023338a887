// Paths are those of the system that the app runs on.
export const onWindows = process.platform === 'win32'
