import * as url from 'url'

// url.parse of Node with the query as an object, without the methods of its answer.
export function parseUrlWithQuery (address: string) {
  return { ...url.parse(address, true) }
}
