import * as url from 'url'

// url.format of Node, for the parts of an address.
export function formatUrl (parts: object) {
  return url.format(parts)
}
