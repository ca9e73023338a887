// Listeners that come and go.

const offTock = []
$('greet').addEventListener('click', () => {
  window.electronAPI.onceGreeting((text) => {
    $('greeting').textContent = text
  })
  window.electronAPI.greet('Zoë')
})

// a handler in a constant, its event unused
const onProgress = (percent, title) => {
  $('progress').textContent += ` ${percent} % ${title};`
}

const offExportProgress = window.electronAPI.onExportProgress((percent, title) => { onProgress(percent, title) })
window.electronAPI.onExportDone(function () { log('exported') })

function startExport () {
  window.electronAPI.export({ title: 'Liste', columns })
}

$('export').addEventListener('click', startExport)

$('quiet-export').addEventListener('click', () => {
  offExportProgress()
  startExport()
})

// watched and unwatched by two different functions
let ticks = 0
const countTick = (at, { count }) => {
  ticks++
  $('ticks').textContent = `${ticks} at ${at.getTime()} with ${count}`
}

function watch () {
  offTock.push(window.electronAPI.onTock((...args) => { countTick(...args) }))
  $('watch').disabled = true
  $('unwatch').disabled = false
}

function unwatch () {
  offTock.pop()?.()
  $('watch').disabled = false
  $('unwatch').disabled = true
}

$('watch').addEventListener('click', watch)
$('unwatch').addEventListener('click', unwatch)
$('tick').addEventListener('click', () => { window.electronAPI.tick() })

watch()
