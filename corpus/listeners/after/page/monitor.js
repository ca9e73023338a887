// Listens as often as it was told to: told twice, it hears everything twice, until it is told to stop as often.
class Monitor {
  constructor (name) {
    this.offTrain = []
    this.name = name
    this.heard = this.heard.bind(this)
  }

  start () {
    this.offTrain.push(window.electronAPI.onTrain((...args) => { this.heard(undefined, ...args) }))
  }

  stop () {
    this.offTrain.pop()?.()
  }

  heard (event, train, minutes) {
    log(this.name, 'heard of', train, 'in', minutes)
  }
}
