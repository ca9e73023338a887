// Where the log is written to and read from.
class Files {
  constructor (show) {
    this.show = show
    this.last = 'log.txt'
    this.open = this.open.bind(this)
  }

  // the path, or nothing
  async choosePath () {
    const path = await askWhereTo(this.last)
    if (path) this.last = path
    return path
  }

  async save (count) {
    try {
      const path = await this.choosePath()
      this.show(path ? `${count} entries to ${path}` : 'not saved')
    } finally {
      this.show(`(${count})`)
    }
  }

  async open () {
    this.show((await askWhatFrom()).map((path) => path.toUpperCase()).join(' + ') || 'nothing opened')
    this.show('.')
  }
}
