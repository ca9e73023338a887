/** What is known of a file. The methods are plain functions of the bridge; `mtime` and the others are dates of the page. */
export interface FileStats {
  atime: Date
  birthtime: Date
  ctime: Date
  isDirectory: () => boolean
  isFile: () => boolean
  isSymbolicLink: () => boolean
  mode: number
  mtime: Date
  mtimeMs: number
  size: number
}
