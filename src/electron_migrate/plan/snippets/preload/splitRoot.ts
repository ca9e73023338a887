import { onWindows } from './onWindows'

// What a path begins with: a drive or a share, and whether it starts at a root.
export function splitRoot (path: string) {
  if (!onWindows) return { device: '', isAbsolute: path.startsWith('/'), rest: path }
  const share = /^[\\/]{2}([^\\/]+)[\\/]+([^\\/]+)/.exec(path)
  if (share) return { device: `\\\\${share[1]}\\${share[2]}`, isAbsolute: true, rest: path.slice(share[0].length) }
  const device = /^(?:[A-Za-z]:)?/.exec(path)![0]
  const rest = path.slice(device.length)
  return { device, isAbsolute: /^[\\/]/.test(rest), rest }
}
