// The options without the keys that no page of this app passes.
export function pick<T> (options: T | undefined, keys: readonly string[]) {
  if (options === undefined || options === null) return {} as T
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked as unknown as T
}
