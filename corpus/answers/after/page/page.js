const byId = (id) => document.getElementById(id)
const files = new Files((text) => { byId('files').textContent += ` ${text}` })

byId('heading').textContent = window.electronAPI.logTitle()

function showEntries (entries) {
  byId('entries').innerHTML = ''
  for (const entry of entries) {
    const item = document.createElement('li')
    item.textContent = entry
    byId('entries').appendChild(item)
  }
}

async function countEntries () {
  return await window.electronAPI.logCount()
}

byId('add').addEventListener('click', () => {
  window.electronAPI.logAdd(byId('entry').value).then((answers) => onLogAdded(...answers))
})

const onLogAdded = (entries, entry) => {
  showEntries(entries)
  byId('state').textContent = `${entry} added`
}

const onLogSorted = (text) => { byId('state').textContent = text }

byId('sort').addEventListener('click', () => window.electronAPI.logSort(false).then(onLogSorted))

byId('remove').addEventListener('click', () => { window.electronAPI.logRemove(0) })

window.electronAPI.onLogRemoved((entry) => { byId('state').textContent = `${entry} removed` })

byId('fill').addEventListener('click', () => { window.electronAPI.logFill(3).then((answer) => onLogFilled(answer)) })

const onLogFilled = (entries) => { showEntries(entries) }

byId('clear').addEventListener('click', () => {
  byId('state').textContent = window.electronAPI.logClear()
  showEntries([])
})

byId('find').addEventListener('click', async () => {
  const found = await window.electronAPI.logFind(byId('query').value)
  byId('answer').textContent = `${found.hits.length} of ${await countEntries()} with "${found.text}"`
})

for (const id of ['help', 'missing']) {
  byId(id).onclick = async (event) => {
    byId('answer').textContent = (await window.electronAPI.logHelp(event.target.dataset.file)).toUpperCase()
  }
}

byId('save').addEventListener('click', async () => {
  byId('files').textContent = 'Save:'
  files.save(await countEntries())
})

byId('open').addEventListener('click', files.open)

byId('drop').addEventListener('click', async () => {
  if (!await isSure(`Drop ${await countEntries()} entries?`)) return
  byId('files').textContent = 'dropped'
})
