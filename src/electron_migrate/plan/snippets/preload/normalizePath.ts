import { onWindows } from './onWindows'
import { resolveSegments } from './resolveSegments'
import { splitRoot } from './splitRoot'

// path.normalize of Node, which a sandboxed preload cannot require.
export function normalizePath (path: string) {
  if (path === '') return '.'
  const { device, isAbsolute, rest } = splitRoot(path)
  const separator = onWindows ? '\\' : '/'
  const end = (onWindows ? /[\\/]$/ : /\/$/).test(path) ? separator : ''
  const names = resolveSegments(rest, isAbsolute).join(separator) || (isAbsolute ? '' : '.')
  return device + (isAbsolute ? separator : '') + names + (names ? end : '')
}
