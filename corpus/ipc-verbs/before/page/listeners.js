// Listeners that come and go.

$('greet').addEventListener('click', () => {
  ipcRenderer.once('greeting', (event, text) => {
    $('greeting').textContent = text
  })
  ipcRenderer.send('greet', 'Zoë')
})

// a handler in a constant, its event unused
const onProgress = (event, percent, title) => {
  $('progress').textContent += ` ${percent} % ${title};`
}

ipcRenderer.on(CHANNELS.PROGRESS, onProgress)
ipcRenderer.on('export:done', function () { log('exported') })

function startExport () {
  ipcRenderer.send('export', { title: 'Liste', columns })
}

$('export').addEventListener('click', startExport)

$('quiet-export').addEventListener('click', () => {
  ipcRenderer.off('export:progress', onProgress)
  startExport()
})

// watched and unwatched by two different functions
let ticks = 0
const countTick = (_, at, { count }) => {
  ticks++
  $('ticks').textContent = `${ticks} at ${at.getTime()} with ${count}`
}

function watch () {
  ipcRenderer.addListener('tock', countTick)
  $('watch').disabled = true
  $('unwatch').disabled = false
}

function unwatch () {
  ipcRenderer.removeListener('tock', countTick)
  $('watch').disabled = false
  $('unwatch').disabled = true
}

$('watch').addEventListener('click', watch)
$('unwatch').addEventListener('click', unwatch)
$('tick').addEventListener('click', () => { ipcRenderer.send('tick') })

watch()
