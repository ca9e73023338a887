import { onWindows } from './onWindows'

// The part of a path that has no parent: `/`, `C:\`, `\\host\share\`, or nothing.
export function rootOf (path: string) {
  return (onWindows ? /^(?:[\\/]{2}[^\\/]+[\\/]+[^\\/]+(?:[\\/]|$)|[A-Za-z]:[\\/]?|[\\/]|)/ : /^\/?/).exec(path)![0]
}
