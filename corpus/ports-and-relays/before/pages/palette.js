const { ipcRenderer } = require('electron')

let board = 0

function show (text) {
  const item = document.createElement('li')
  item.textContent = text
  document.getElementById('painted').append(item)
}

ipcRenderer.invoke('who-am-i').then(({ name }) => { document.getElementById('name').textContent = name })

ipcRenderer.on('board-is', (event, id) => { board = id })

document.getElementById('red').addEventListener('click', () => {
  ipcRenderer.sendTo(board, 'colour', 'red', 0.5)
})

document.getElementById('wild').addEventListener('click', () => {
  ipcRenderer.sendTo(4711, 'colour', 'green', 1)
  show('sent')
})

ipcRenderer.on('painted', (event, colour) => { show(`painted ${colour}`) })

ipcRenderer.on('line', (event, end) => {
  const [port] = event.ports
  port.onmessage = ({ data }) => {
    show(`heard at the ${end}: ${data}`)
    port.postMessage(`${data} yourself`)
  }
})
