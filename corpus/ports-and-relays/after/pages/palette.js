let board = 0

function show (text) {
  const item = document.createElement('li')
  item.textContent = text
  document.getElementById('painted').append(item)
}

window.electronAPI.whoAmI().then(({ name }) => { document.getElementById('name').textContent = name })

window.electronAPI.onBoardIs((id) => { board = id })

document.getElementById('red').addEventListener('click', () => {
  window.electronAPI.sendColourTo(board, 'red', 0.5)
})

document.getElementById('wild').addEventListener('click', () => {
  window.electronAPI.sendColourTo(4711, 'green', 1)
  show('sent')
})

window.electronAPI.onPainted((colour) => { show(`painted ${colour}`) })

window.electronAPI.ports.receiveLine()
window.addEventListener('message', (event) => {
  if (event.source !== window || !event.data || event.data.channel !== 'line') return
  const [end] = event.data.args
  const [port] = event.ports
  port.onmessage = ({ data }) => {
    show(`heard at the ${end}: ${data}`)
    port.postMessage(`${data} yourself`)
  }
})
