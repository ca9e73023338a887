const { clipboard, remote } = require('electron')
const notes = require('../lib/notes')

function save () {
  const name = document.getElementById('name').value
  notes.write(name, document.getElementById('text').value)
  say(`saved ${name}`)
}

document.getElementById('copy').addEventListener('click', () => {
  clipboard.writeText(document.getElementById('text').value)
  say('copied')
})

document.getElementById('discard').addEventListener('click', async () => {
  const { response } = await remote.dialog.showMessageBox(remote.getCurrentWindow(), { message: 'Discard the note?', buttons: ['Discard', 'Keep'] })
  if (response !== 0) return
  notes.remove(document.getElementById('name').value)
  document.getElementById('text').value = ''
  say('discarded')
})
