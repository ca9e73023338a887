const { ipcRenderer } = require('electron')

window.addEventListener('DOMContentLoaded', () => {
  ipcRenderer.sendToHost('title', document.title)
})

window.addEventListener('click', (event) => {
  const text = event.target.innerText
  ipcRenderer.sendToHost('clicked', event.target.id, { words: text.split(' ').length })
})

ipcRenderer.on('larger', (event, by) => {
  const size = parseInt(document.body.style.fontSize, 10) + by
  document.body.style.fontSize = `${size}px`
  ipcRenderer.sendToHost('size', size)
})
