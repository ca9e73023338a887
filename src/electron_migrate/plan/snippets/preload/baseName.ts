import { onWindows } from './onWindows'

// path.basename of Node.
export function baseName (path: string, suffix?: string) {
  const name = onWindows
    ? /([^\\/]*)[\\/]*$/.exec(path.replace(/^[A-Za-z]:/, ''))![1]
    : /([^/]*)\/*$/.exec(path)![1]
  if (!suffix || (name === suffix && path !== suffix) || !name.endsWith(suffix)) return name
  return name.slice(0, -suffix.length)
}
