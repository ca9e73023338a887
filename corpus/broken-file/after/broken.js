ipcRenderer.send('hello', 'broken page')

function show (text {
  document.getElementById('text').textContent = text
}

ipcRenderer.on('hello', (event, text) => show(text))
