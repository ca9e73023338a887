import { ipcRenderer, remote, clipboard, shell } from 'electron'
import { $, say } from './dom'
import { ADD_BOOK, BOOKS, BOOKS_CHANGED, TOGGLE_READ } from '../shared/channels'

const { dialog } = remote

let books = []

$('heading').textContent = `${document.title} ${remote.app.getVersion()}`

function draw (found) {
  books = found
  $('books').textContent = ''
  for (const { title, read } of books) {
    const item = document.createElement('li')
    item.textContent = `${title}${read ? ' (read)' : ''}`
    item.addEventListener('click', async () => {
      const now = await ipcRenderer.invoke(TOGGLE_READ, title)
      say(`${title} is ${now ? 'read' : 'unread'}`)
    })
    $('books').append(item)
  }
}

$('add').addEventListener('click', () => {
  ipcRenderer.send(ADD_BOOK, $('title').value)
  $('title').value = ''
})

$('copy').addEventListener('click', () => {
  clipboard.writeText(books.map(({ title }) => title).join('\n'))
  say(`${clipboard.readText().split('\n').length} copied`)
})

$('clear').addEventListener('click', async () => {
  const { response } = await dialog.showMessageBox(remote.getCurrentWindow(), {
    type: 'question',
    message: 'Clear the title?',
    buttons: ['Clear', 'Keep']
  })
  if (response === 0) $('title').value = ''
  say(response === 0 ? 'cleared' : 'kept')
})

$('help').addEventListener('click', () => shell.openExternal('https://example.org/reading-list'))

$('open-settings').addEventListener('click', () => ipcRenderer.send('open-settings'))

ipcRenderer.on(BOOKS_CHANGED, (event, found) => draw(found))
ipcRenderer.invoke(BOOKS).then(draw)
