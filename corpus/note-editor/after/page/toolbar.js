import * as notes from '../lib/notes.js'

function save () {
  const name = document.getElementById('name').value
  notes.write(name, document.getElementById('text').value)
  say(`saved ${name}`)
}

document.getElementById('copy').addEventListener('click', () => {
  window.electronAPI.clipboard.writeText(document.getElementById('text').value)
  say('copied')
})

document.getElementById('discard').addEventListener('click', async () => {
  const { response } = await window.electronAPI.dialog.showMessageBoxForWindow({ message: 'Discard the note?', buttons: ['Discard', 'Keep'] })
  if (response !== 0) return
  await notes.remove(document.getElementById('name').value)
  document.getElementById('text').value = ''
  say('discarded')
})

// for handlers and other scripts of the page
Object.assign(window, { save })
