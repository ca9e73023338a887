import { baseName } from './baseName'

// path.extname of Node.
export function extensionOf (path: string) {
  const name = baseName(path)
  const dot = name.lastIndexOf('.')
  return dot > 0 && name !== '..' ? name.slice(dot) : ''
}
