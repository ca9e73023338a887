const list = document.getElementById('log')

function show (text) {
  const item = document.createElement('li')
  item.textContent = text
  list.appendChild(item)
}

async function start () {
  const entries = await window.electronAPI.logAll()
  entries.forEach((text) => show(text))
}

window.electronAPI.onLogAdded((text, number) => {
  show(`${number}. ${text}`)
})

document.getElementById('add').addEventListener('click', () => {
  window.electronAPI.logAdd(document.getElementById('text').value)
})

document.getElementById('tools').addEventListener('click', () => window.electronAPI.toolsOpen())

start()
