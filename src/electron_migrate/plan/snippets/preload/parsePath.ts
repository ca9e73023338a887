import { baseName } from './baseName'
import { extensionOf } from './extensionOf'
import { onWindows } from './onWindows'
import { rootOf } from './rootOf'

// path.parse of Node.
export function parsePath (path: string) {
  const root = rootOf(path)
  const rest = path.slice(root.length)
  const base = baseName(rest)
  const ext = extensionOf(rest)
  const before = base && rest.slice(0, rest.lastIndexOf(base)).replace(onWindows ? /[\\/]$/ : /\/$/, '')
  return { root, dir: root + before, base, ext, name: ext ? base.slice(0, -ext.length) : base }
}
