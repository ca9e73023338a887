const offItemsChanged = []
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
function showItems (titles) {
  $('items').textContent = titles.length ? titles.join(', ') : 'nothing yet'
  $('count').textContent = `${window.electronAPI.count()} items`
}

showItems([])
offItemsChanged.push(window.electronAPI.onItemsChanged((titles) => { showItems(titles) }))

$('mute').addEventListener('change', () => {
  if ($('mute').checked) {
    offItemsChanged.pop()?.()
  } else {
    offItemsChanged.push(window.electronAPI.onItemsChanged((titles) => { showItems(titles) }))
  }
})

window.electronAPI.onItemsChanged((titles, item, ...rest) => { log(`changed: ${item.title} of ${titles.length}, ${rest.length} more`) })
