const offItemsChanged = []
const SETTINGS = 'settings:get'

const theme = window.electronAPI.settingsGet('theme')
const columns = window.electronAPI.settingsGet('columns')
$('theme').textContent = `${theme}; ${columns.join(' + ')}; ${window.electronAPI.settingsGet('none')}`

$('add').addEventListener('click', () => {
  window.electronAPI.itemAdd({ title: $('title').value, tags: ['neu', 'ungelesen'] })
})

$('remove').addEventListener('click', () => {
  window.electronAPI.itemRemove(0, undefined)
})

// also used directly, before main has said anything
function showItems (event, titles) {
  $('items').textContent = titles.length ? titles.join(', ') : 'nothing yet'
  $('count').textContent = `${window.electronAPI.count()} items`
}

showItems(null, [])
offItemsChanged.push(window.electronAPI.onItemsChanged((...args) => { showItems(undefined, ...args) }))

$('mute').addEventListener('change', () => {
  if ($('mute').checked) {
    offItemsChanged.pop()?.()
  } else {
    offItemsChanged.push(window.electronAPI.onItemsChanged((...args) => { showItems(undefined, ...args) }))
  }
})

window.electronAPI.onItemsChanged((titles, item, ...rest) => { log(`changed: ${item.title} of ${titles.length}, ${rest.length} more`) })
