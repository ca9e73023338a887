import { $, say } from './dom'

let books = []

$('heading').textContent = `${document.title} ${window.electronAPI.app.version}`

function draw (found) {
  books = found
  $('books').textContent = ''
  for (const { title, read } of books) {
    const item = document.createElement('li')
    item.textContent = `${title}${read ? ' (read)' : ''}`
    item.addEventListener('click', async () => {
      const now = await window.electronAPI.toggleRead(title)
      say(`${title} is ${now ? 'read' : 'unread'}`)
    })
    $('books').append(item)
  }
}

$('add').addEventListener('click', () => {
  window.electronAPI.addBook($('title').value)
  $('title').value = ''
})

$('copy').addEventListener('click', async () => {
  window.electronAPI.clipboard.writeText(books.map(({ title }) => title).join('\n'))
  say(`${(await window.electronAPI.clipboard.readText()).split('\n').length} copied`)
})

$('clear').addEventListener('click', async () => {
  const { response } = await window.electronAPI.dialog.showMessageBoxForWindow({
    type: 'question',
    message: 'Clear the title?',
    buttons: ['Clear', 'Keep']
  })
  if (response === 0) $('title').value = ''
  say(response === 0 ? 'cleared' : 'kept')
})

$('help').addEventListener('click', () => window.electronAPI.shell.openExternal('https://example.org/reading-list'))

$('open-settings').addEventListener('click', () => window.electronAPI.openSettings())

window.electronAPI.onBooksChanged((found) => { draw(found) })
window.electronAPI.books().then(draw)
