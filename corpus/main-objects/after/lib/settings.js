const values = { theme: 'dark', 'editor:tabs': 4, editor: { wrap: true, font: 'mono' } }

module.exports = {
  get (key) {
    return values[key]
  },
  set (key, value) {
    values[key] = value
  }
}
