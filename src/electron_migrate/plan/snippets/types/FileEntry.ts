/** An entry of a folder. The methods are plain functions of the bridge. */
export interface FileEntry {
  isDirectory: () => boolean
  isFile: () => boolean
  isSymbolicLink: () => boolean
  name: string
}
