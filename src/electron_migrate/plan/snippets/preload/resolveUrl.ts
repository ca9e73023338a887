import * as url from 'url'

// url.resolve of Node.
export function resolveUrl (from: string, to: string) {
  return url.resolve(from, to)
}
