// The URL, if it is of one of these origins; one without origin, such as mailto:, counts by its scheme.
export function urlFrom (url: string, allowed: readonly string[]) {
  const { href, origin, protocol } = new URL(url)
  if (!allowed.includes(origin === 'null' ? protocol : origin)) throw new TypeError(`${origin} is not one of ${allowed.join(', ')}`)
  return href
}
