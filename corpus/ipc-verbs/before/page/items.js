const SETTINGS = 'settings:get'

const theme = ipcRenderer.sendSync(SETTINGS, 'theme')
const columns = ipcRenderer.sendSync('settings:get', 'columns')
$('theme').textContent = `${theme}; ${columns.join(' + ')}; ${ipcRenderer.sendSync(SETTINGS, 'none')}`

$('add').addEventListener('click', () => {
  ipcRenderer.send(CHANNELS.ADD, { title: $('title').value, tags: ['neu', 'ungelesen'] })
})

$('remove').addEventListener('click', () => {
  ipcRenderer.send(CHANNELS.REMOVE, 0, undefined)
})

// also used directly, before main has said anything
function showItems (event, titles) {
  $('items').textContent = titles.length ? titles.join(', ') : 'nothing yet'
  $('count').textContent = `${ipcRenderer.sendSync('count')} items`
}

showItems(null, [])
ipcRenderer.on(CHANNELS.CHANGED, showItems)

$('mute').addEventListener('change', () => {
  if ($('mute').checked) {
    ipcRenderer.removeListener(CHANNELS.CHANGED, showItems)
  } else {
    ipcRenderer.on(CHANNELS.CHANGED, showItems)
  }
})

ipcRenderer.on('items:changed', (_event, titles, item, ...rest) => log(`changed: ${item.title} of ${titles.length}, ${rest.length} more`))
