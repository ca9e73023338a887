'use strict'

// What `isDeepStrictEqual` of Node's `util` tells, for the scripts of pages.
window.isDeepStrictEqual = (() => {
  const tagOf = (value) => Object.prototype.toString.call(value)
  const isOwn = (value, key) => Object.prototype.propertyIsEnumerable.call(value, key)
  const keysOf = (value) => [...Object.keys(value), ...Object.getOwnPropertySymbols(value).filter((key) => isOwn(value, key))]
  const bytesOf = (value) => new Uint8Array(value.buffer || value, value.byteOffset || 0, value.byteLength)
  const boxes = ['[object Number]', '[object String]', '[object Boolean]', '[object Symbol]', '[object BigInt]']

  function haveSameBytes (one, other) {
    const bytes = bytesOf(other)
    return one.byteLength === other.byteLength && bytesOf(one).every((byte, index) => byte === bytes[index])
  }

  // what is in an object beside its own enumerable properties
  function areAlike (one, other, tag) {
    if (Array.isArray(one)) return one.length === other.length
    if (tag === '[object Date]') return Date.prototype.getTime.call(one) === Date.prototype.getTime.call(other)
    if (tag === '[object RegExp]') return String(one) === String(other)
    if (one instanceof Error) return one.message === other.message && one.name === other.name
    if (ArrayBuffer.isView(one) || tag === '[object ArrayBuffer]') return haveSameBytes(one, other)
    if (boxes.includes(tag)) return Object.is(one.valueOf(), other.valueOf())
    return true
  }

  // each of the one side has its own on the other
  function arePaired (ones, others, isPair) {
    const left = [...others]
    return ones.length === left.length && ones.every((one) => {
      const at = left.findIndex((other) => isPair(one, other))
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    })
  }

  function isSame (one, other, seen) {
    if (Object.is(one, other)) return true
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
    const tag = tagOf(one)
    if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other) || tag !== tagOf(other)) return false
    if (Array.isArray(one) !== Array.isArray(other) || !areAlike(one, other, tag)) return false
    const keys = keysOf(one)
    if (keys.length !== keysOf(other).length || !keys.every((key) => isOwn(other, key))) return false
    // objects that hold themselves are the same where they do so in the same place
    if (seen.ones.has(one) && seen.others.has(other)) return seen.ones.get(one) === seen.others.get(other)
    const place = seen.count += 1
    seen.ones.set(one, place)
    seen.others.set(other, place)
    const isPair = (left, right) => isSame(left, right, seen)
    let same = keys.every((key) => isPair(one[key], other[key]))
    if (same && one instanceof Set) same = arePaired([...one], [...other], isPair)
    if (same && one instanceof Map) {
      same = arePaired([...one], [...other], ([key, value], [otherKey, otherValue]) => isPair(key, otherKey) && isPair(value, otherValue))
    }
    seen.ones.delete(one)
    seen.others.delete(other)
    return same
  }

  return (one, other) => isSame(one, other, { ones: new Map(), others: new Map(), count: 0 })
})()
