import * as fs from 'fs'

// What can cross of what is known of a file: its methods as plain answers.
export function plainStats (stats: fs.Stats) {
  const { atime, birthtime, ctime, mode, mtime, mtimeMs, size } = stats
  const kind = stats.isSymbolicLink() ? 'link' : stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : ''
  return { atime, birthtime, ctime, kind, mode, mtime, mtimeMs, size }
}
