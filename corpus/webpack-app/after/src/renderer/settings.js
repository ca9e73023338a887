import { $ } from './dom'

const count = (books) => {
  $('count').textContent = `${books.length} books`
}

$('order').value = window.electronAPI.order()
$('order').addEventListener('change', () => window.electronAPI.setOrder($('order').value))

const offBooksChanged = window.electronAPI.onBooksChanged((books) => { count(books) })
window.addEventListener('unload', () => offBooksChanged())

$('close').addEventListener('click', () => window.electronAPI.window.close())
