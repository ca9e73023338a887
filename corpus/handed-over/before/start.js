const { ipcRenderer, remote } = require('electron')

window.ipc = ipcRenderer
listenForGreetings()

const notes = new Notes(ipcRenderer, document.querySelector('#list'))
document.querySelector('#add').addEventListener('click', () => notes.add(document.querySelector('#text').value))

startTitle({ ipc: ipcRenderer, heading: document.querySelector('#heading'), button: document.querySelector('#rename') })

const describer = new Describer(document.querySelector('#description'))
document.querySelector('#describe').addEventListener('click', () => describer.describe('Notes'))

showVersion(document.querySelector('#version'), remote)
function showVersion (output, remote) {
  output.textContent = `Version ${remote.app.getVersion()}`
}

desk.open()
