import * as url from 'url'

// url.parse of Node, without the methods of its answer.
export function parseUrl (address: string) {
  return { ...url.parse(address) }
}
