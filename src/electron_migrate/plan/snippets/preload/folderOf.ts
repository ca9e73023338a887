import { onWindows } from './onWindows'
import { rootOf } from './rootOf'

// path.dirname of Node.
export function folderOf (path: string) {
  const root = rootOf(path)
  const last = (onWindows ? /[\\/][^\\/]+[\\/]*$/ : /\/[^/]+\/*$/).exec(path.slice(root.length))
  if (!last) return root || '.'
  return !onWindows && root && last.index === 0 ? '//' : path.slice(0, root.length + last.index)
}
