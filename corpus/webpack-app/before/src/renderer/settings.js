import { ipcRenderer, remote } from 'electron'
import { $ } from './dom'
import { BOOKS_CHANGED, ORDER, SET_ORDER } from '../shared/channels'

const count = (event, books) => {
  $('count').textContent = `${books.length} books`
}

$('order').value = ipcRenderer.sendSync(ORDER)
$('order').addEventListener('change', () => ipcRenderer.send(SET_ORDER, $('order').value))

ipcRenderer.on(BOOKS_CHANGED, count)
window.addEventListener('unload', () => ipcRenderer.removeListener(BOOKS_CHANGED, count))

$('close').addEventListener('click', () => remote.getCurrentWindow().close())
