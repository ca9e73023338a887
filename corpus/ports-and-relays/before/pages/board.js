const { ipcRenderer } = require('electron')

const byId = (id) => document.getElementById(id)
let palette = null
let counter = null
let line = null

function log (text) {
  const item = document.createElement('li')
  item.textContent = text
  byId('log').append(item)
}

ipcRenderer.invoke('who-am-i').then(({ name }) => { byId('name').textContent = name })

byId('palette').addEventListener('click', () => { ipcRenderer.send('open-palette') })

ipcRenderer.on('palette-is', (event, id) => {
  palette = id
  log('the palette is there')
})

ipcRenderer.on('colour', (event, colour, strength) => {
  byId('colour').textContent = `${colour} at ${strength}`
  ipcRenderer.sendTo(palette, 'painted', colour)
})

ipcRenderer.on('size-wanted', (event, what) => { event.sender.send('size', what, 12) })
ipcRenderer.on('size-is', (event, text) => { log(text) })
byId('size').addEventListener('click', () => { ipcRenderer.send('ask-size') })

byId('count').addEventListener('click', () => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = (event) => { log(`strokes: ${event.data}`) }
  counter = port1
  ipcRenderer.postMessage('count', 40, [port2])
})
byId('stroke').addEventListener('click', () => { counter.postMessage(1) })

ipcRenderer.on('line', (event, end) => {
  line = event.ports[0]
  line.onmessage = ({ data }) => { log(`heard at the ${end}: ${data}`) }
})
byId('connect').addEventListener('click', () => { ipcRenderer.send('connect') })
byId('say').addEventListener('click', () => { line.postMessage('hello') })

byId('note').addEventListener('click', () => { ipcRenderer.postMessage('note', 'no port', []) })
