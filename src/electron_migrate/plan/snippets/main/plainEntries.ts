import * as fs from 'fs'

// What can cross of the entries of a folder: their methods as plain answers.
export function plainEntries (entries: fs.Dirent[]) {
  return entries.map((entry) => {
    const kind = entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : ''
    return { name: entry.name, kind }
  })
}
