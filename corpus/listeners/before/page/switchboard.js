// Listens to whatever it is told, by a table, until it is told something else.
class Switchboard {
  connect (lines) {
    if (this.lines) {
      this.disconnect()
    }
    Object.keys(lines).forEach((line) => ipcRenderer.on(line, lines[line]))
    this.lines = lines
  }

  disconnect () {
    Object.keys(this.lines).forEach((line) => {
      ipcRenderer.removeListener(line, this.lines[line])
    })
    this.lines = null
  }
}
