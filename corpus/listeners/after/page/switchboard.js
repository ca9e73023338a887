// Listens to whatever it is told, by a table, until it is told something else.
// Listeners that are registered by a variable, with what removes them again: the latest first, as an emitter does.
const listening = []
const stopListening = (channel, listener) => {
  const at = listening.map((one) => one.channel === channel && one.listener === listener).lastIndexOf(true)
  if (at >= 0) listening.splice(at, 1)[0].off()
}

class Switchboard {
  connect (lines) {
    if (this.lines) {
      this.disconnect()
    }
    Object.keys(lines).forEach((line) => listening.push({ channel: line, listener: lines[line], off: ({
      gate: window.electronAPI.onGate,
      horn: window.electronAPI.onHorn,
      lamp: window.electronAPI.onLamp
    })[line]((...args) => { lines[line](undefined, ...args) }) }))
    this.lines = lines
  }

  disconnect () {
    Object.keys(this.lines).forEach((line) => {
      stopListening(line, this.lines[line])
    })
    this.lines = null
  }
}
