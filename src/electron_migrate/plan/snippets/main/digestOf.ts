import * as crypto from 'crypto'

// The digest of a text or of bytes, as text.
export function digestOf (algorithm: string, encoding: 'hex' | 'base64', data: string | Uint8Array, dataEncoding?: string) {
  const hash = crypto.createHash(algorithm)
  if (dataEncoding === undefined) hash.update(data)
  else hash.update(data as string, dataEncoding as 'utf8')
  return hash.digest(encoding)
}
