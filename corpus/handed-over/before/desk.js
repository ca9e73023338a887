// what an object keeps, its methods use as `this`
const desk = {
  ipc: require('electron').ipcRenderer,
  window: require('electron').remote.getCurrentWindow(),
  output: document.querySelector('#desk'),
  letters: 0,

  open () {
    this.ipc.on('counted', (event, count) => this.show(count))
    document.querySelector('#post').addEventListener('click', () => this.post())
  },
  post () {
    this.letters += 1
    this.ipc.send('count', this.letters)
  },
  show (count) {
    this.output.textContent = `${count} of ${this.letters}`
    this.window.setTitle(this.output.textContent)
  }
}
