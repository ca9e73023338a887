listenForGreetings()

const notes = new Notes(document.querySelector('#list'))
document.querySelector('#add').addEventListener('click', () => notes.add(document.querySelector('#text').value))

startTitle({ heading: document.querySelector('#heading'), button: document.querySelector('#rename') })

const describer = new Describer(document.querySelector('#description'))
document.querySelector('#describe').addEventListener('click', () => describer.describe('Notes'))

showVersion(document.querySelector('#version'))
function showVersion (output) {
  output.textContent = `Version ${window.electronAPI.app.version}`
}

desk.open()
