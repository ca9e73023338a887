// A value that cannot be had is left out: no page fails for it.
export function attempt<T> (value: () => T) {
  try { return value() } catch (error) { return undefined }
}
