const byId = (id) => document.getElementById(id)
let palette = null
let counter = null
let line = null

function log (text) {
  const item = document.createElement('li')
  item.textContent = text
  byId('log').append(item)
}

window.electronAPI.whoAmI().then(({ name }) => { byId('name').textContent = name })

byId('palette').addEventListener('click', () => { window.electronAPI.openPalette() })

window.electronAPI.onPaletteIs((id) => {
  palette = id
  log('the palette is there')
})

window.electronAPI.onColour((colour, strength) => {
  byId('colour').textContent = `${colour} at ${strength}`
  window.electronAPI.sendPaintedTo(palette, colour)
})

window.electronAPI.onSizeWanted((what) => { window.electronAPI.size(what, 12) })
window.electronAPI.onSizeIs((text) => { log(text) })
byId('size').addEventListener('click', () => { window.electronAPI.askSize() })

byId('count').addEventListener('click', () => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = (event) => { log(`strokes: ${event.data}`) }
  counter = port1
  window.postMessage(window.electronAPI.postCount(40), '/', [port2])
})
byId('stroke').addEventListener('click', () => { counter.postMessage(1) })

window.electronAPI.ports.receiveLine()
window.addEventListener('message', (event) => {
  if (event.source !== window || !event.data || event.data.channel !== 'line') return
  const [end] = event.data.args
  line = event.ports[0]
  line.onmessage = ({ data }) => { log(`heard at the ${end}: ${data}`) }
})
byId('connect').addEventListener('click', () => { window.electronAPI.connect() })
byId('say').addEventListener('click', () => { line.postMessage('hello') })

byId('note').addEventListener('click', () => { window.electronAPI.postNote('no port') })
