// Where the log is written to and read from.
class Files {
  constructor (show) {
    this.show = show
    this.last = 'log.txt'
    this.open = this.open.bind(this)
  }

  // the path, or nothing
  choosePath () {
    const path = askWhereTo(this.last)
    if (path) this.last = path
    return path
  }

  save (count) {
    try {
      const path = this.choosePath()
      this.show(path ? `${count} entries to ${path}` : 'not saved')
    } finally {
      this.show(`(${count})`)
    }
  }

  open () {
    this.show(askWhatFrom().map((path) => path.toUpperCase()).join(' + ') || 'nothing opened')
    this.show('.')
  }
}
