const { ipcRenderer } = require('electron')

const list = document.getElementById('log')

function show (text) {
  const item = document.createElement('li')
  item.textContent = text
  list.appendChild(item)
}

async function start () {
  const entries = await ipcRenderer.invoke('log:all')
  entries.forEach((text) => show(text))
}

ipcRenderer.on('log:added', (event, text, number) => {
  show(`${number}. ${text}`)
})

document.getElementById('add').addEventListener('click', () => {
  ipcRenderer.send('log:add', document.getElementById('text').value)
})

document.getElementById('tools').addEventListener('click', () => ipcRenderer.send('tools:open'))

start()
