// Listens as often as it was told to: told twice, it hears everything twice, until it is told to stop as often.
class Monitor {
  constructor (name) {
    this.name = name
    this.heard = this.heard.bind(this)
  }

  start () {
    require('electron').ipcRenderer.on('train', this.heard)
  }

  stop () {
    require('electron').ipcRenderer.off('train', this.heard)
  }

  heard (event, train, minutes) {
    log(this.name, 'heard of', train, 'in', minutes)
  }
}
