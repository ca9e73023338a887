import { onWindows } from './onWindows'
import { resolvePaths } from './resolvePaths'

// path.relative of Node; `folder` is where a relative path starts.
export function relativePath (folder: string, from: string, to: string) {
  const separator = onWindows ? '\\' : '/'
  const end = resolvePaths(folder, [to])
  const up = resolvePaths(folder, [from]).split(separator).filter(Boolean)
  const down = end.split(separator).filter(Boolean)
  const same = (one: string, other: string) => one === other || (onWindows && one.toLowerCase() === other.toLowerCase())
  // there is no way from one drive to another
  if (onWindows && !same(up[0], down[0])) return end
  while (up.length > 0 && down.length > 0 && same(up[0], down[0])) {
    up.shift()
    down.shift()
  }
  return [...up.map(() => '..'), ...down].join(separator)
}
