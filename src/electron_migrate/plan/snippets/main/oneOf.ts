export function oneOf<T> (value: unknown, allowed: readonly T[]) {
  if (!allowed.includes(value as T)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`)
  return value as T
}
