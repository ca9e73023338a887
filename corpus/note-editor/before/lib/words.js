const words = (text) => text.split(/\s+/).filter(Boolean)

function count (text) {
  return words(text).length
}

function longest (text) {
  return words(text).sort((one, other) => other.length - one.length)[0]
}

module.exports = {
  // both take the text as it is
  count,
  longest
}
