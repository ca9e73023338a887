import { onWindows } from './onWindows'

// The names in a path, without those that `.` and `..` make needless.
export function resolveSegments (path: string, isAbsolute: boolean) {
  const names: string[] = []
  for (const name of path.split(onWindows ? /[\\/]/ : '/')) {
    if (name === '..' && names.length > 0 && names[names.length - 1] !== '..') names.pop()
    else if (name === '..' ? !isAbsolute : name && name !== '.') names.push(name)
  }
  return names
}
