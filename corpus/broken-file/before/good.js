const { ipcRenderer } = require('electron')

ipcRenderer.on('hello', (event, text) => {
  document.getElementById('text').textContent = text
})
document.getElementById('bye').addEventListener('click', () => ipcRenderer.send('bye'))
ipcRenderer.send('hello', 'good page')
