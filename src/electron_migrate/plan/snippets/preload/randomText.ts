// Random bytes, as text.
export function randomText (size: number, encoding: 'hex' | 'base64') {
  return Buffer.from(window.crypto.getRandomValues(new Uint8Array(size))).toString(encoding)
}
