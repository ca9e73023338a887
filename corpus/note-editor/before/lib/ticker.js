module.exports = class Ticker {
  constructor () {
    this.ticks = 0
  }

  tick () {
    return ++this.ticks
  }
}
