// crypto.randomUUID of Node.
export function randomUuid () {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16))
  // version 4, and the variant of RFC 4122
  const digits = Buffer.from(bytes.map((byte, at) => at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte)).toString('hex')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
