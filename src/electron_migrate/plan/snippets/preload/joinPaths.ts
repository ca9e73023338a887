import { normalizePath } from './normalizePath'
import { onWindows } from './onWindows'

// path.join of Node.
export function joinPaths (paths: string[]) {
  const given = paths.filter((path) => path !== '')
  if (!onWindows || given.length === 0) return normalizePath(given.join('/'))
  const joined = given.join('\\')
  // only a first part that names a share may begin with two separators
  return normalizePath(/^[\\/]{2}[^\\/]/.test(given[0]) ? joined : joined.replace(/^[\\/]{2,}/, '\\'))
}
