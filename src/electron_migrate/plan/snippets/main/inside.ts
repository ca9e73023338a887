import * as path from 'path'

// The path, if it lies in this folder.
export function inside (folder: string, file: string) {
  const way = path.relative(folder, file)
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) throw new TypeError(`${file} is not in ${folder}`)
  return file
}
