const { ipcRenderer } = require('electron')

const byId = (id) => document.getElementById(id)
const files = new Files((text) => { byId('files').textContent += ` ${text}` })

byId('heading').textContent = ipcRenderer.sendSync('log:title')

function showEntries (entries) {
  byId('entries').innerHTML = ''
  for (const entry of entries) {
    const item = document.createElement('li')
    item.textContent = entry
    byId('entries').appendChild(item)
  }
}

function countEntries () {
  return ipcRenderer.sendSync('log:count')
}

byId('add').addEventListener('click', () => {
  ipcRenderer.send('log:add', byId('entry').value)
})

ipcRenderer.on('log:added', (event, entries, entry) => {
  showEntries(entries)
  byId('state').textContent = `${entry} added`
})

ipcRenderer.on('log:sorted', (event, text) => { byId('state').textContent = text })

byId('sort').addEventListener('click', () => ipcRenderer.send('log:sort', false))

byId('remove').addEventListener('click', () => { ipcRenderer.send('log:remove', 0) })

ipcRenderer.on('log:removed', (event, entry) => { byId('state').textContent = `${entry} removed` })

byId('fill').addEventListener('click', () => { ipcRenderer.send('log:fill', 3) })

ipcRenderer.on('log:filled', (event, entries) => { showEntries(entries) })

byId('clear').addEventListener('click', () => {
  byId('state').textContent = ipcRenderer.sendSync('log:clear')
  showEntries([])
})

byId('find').addEventListener('click', () => {
  const found = ipcRenderer.sendSync('log:find', byId('query').value)
  byId('answer').textContent = `${found.hits.length} of ${countEntries()} with "${found.text}"`
})

for (const id of ['help', 'missing']) {
  byId(id).onclick = (event) => {
    byId('answer').textContent = ipcRenderer.sendSync('log:help', event.target.dataset.file).toUpperCase()
  }
}

byId('save').addEventListener('click', () => {
  byId('files').textContent = 'Save:'
  files.save(countEntries())
})

byId('open').addEventListener('click', files.open)

byId('drop').addEventListener('click', () => {
  if (!isSure(`Drop ${countEntries()} entries?`)) return
  byId('files').textContent = 'dropped'
})
