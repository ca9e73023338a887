// what an object keeps, its methods use as `this`
const desk = {
  output: document.querySelector('#desk'),
  letters: 0,

  open () {
    window.electronAPI.onCounted((count) => { this.show(count) })
    document.querySelector('#post').addEventListener('click', () => this.post())
  },
  post () {
    this.letters += 1
    window.electronAPI.count(this.letters)
  },
  show (count) {
    this.output.textContent = `${count} of ${this.letters}`
    window.electronAPI.window.setTitle(this.output.textContent)
  }
}
