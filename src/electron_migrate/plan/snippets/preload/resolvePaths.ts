import { onWindows } from './onWindows'
import { resolveSegments } from './resolveSegments'
import { splitRoot } from './splitRoot'

// path.resolve of Node; `folder` is where a relative path starts.
export function resolvePaths (folder: string, paths: string[]) {
  const separator = onWindows ? '\\' : '/'
  let device = ''
  let names = ''
  let isAbsolute = false
  for (const path of [folder, ...paths].filter((each) => each !== '').reverse()) {
    const root = splitRoot(path)
    if (root.device && device && root.device.toLowerCase() !== device.toLowerCase()) continue
    device = device || root.device
    if (isAbsolute) continue
    names = root.rest + separator + names
    isAbsolute = root.isAbsolute
  }
  return device + separator + resolveSegments(names, true).join(separator)
}
