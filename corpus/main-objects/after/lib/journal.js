class Journal {
  constructor () {
    this.lines = []
  }

  info (message, ...more) {
    this.lines.push(['info', message, ...more.map(String)].join(' '))
  }

  warn (message, error) {
    this.lines.push(`warn ${message} ${error && error.message ? error.message : error}`)
  }

  size () {
    return this.lines.length
  }

  tail (count) {
    return this.lines.slice(-count)
  }
}

module.exports = new Journal()
