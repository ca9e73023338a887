let link = null

document.addEventListener('DOMContentLoaded', () => {
  link = require('electron').ipcRenderer
  link.on('ticked', (event, ticks) => {
    document.querySelector('#ticks').textContent = `${ticks} ticks`
  })
})

document.querySelector('#tick').addEventListener('click', () => link.send('tick'))
