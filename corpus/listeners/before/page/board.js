const { ipcRenderer } = require('electron')

const $ = (id) => document.getElementById(id)
const monitor = new Monitor('monitor')
const formats = {
  full: (event, time) => { log('clock', time, 'full') }
}
let trains = 0

ipcRenderer.on('alarm', (event, alarm) => log('alarm:', alarm.reason))

function announce (event, name) {
  log('platform', name)
  return { name }
}

function later (listener) {
  return (...all) => setTimeout(() => listener(...all), 20)
}

function listenToPlatforms () {
  ipcRenderer.removeAllListeners('platform')
  ipcRenderer.on('platform', announce)
  ipcRenderer.once('platform', () => { log('the first since then') })
}

ipcRenderer.on('clock', formats.full)
ipcRenderer.on('clock', later((event, time) => { log('clock', time, 'later') }))
ipcRenderer.on('clock', function () { log('clock', arguments[1], arguments.length) })
ipcRenderer.on('question', async (event, text) => {
  await null
  log('asked', text)
})
ipcRenderer.on('delay', (event, minutes) => { log('delay', minutes) })
listenToPlatforms()
announce(null, 'none')

$('train').onclick = () => ipcRenderer.send('train', `IC ${++trains}`, 5)
$('delay').onclick = () => ipcRenderer.send('delay', 3)
$('platform').onclick = () => ipcRenderer.send('platform', '4b')
$('alarm').onclick = () => ipcRenderer.send('alarm')
$('clock').onclick = () => ipcRenderer.send('clock', '12:00')
$('question').onclick = () => ipcRenderer.send('question', 'when?')
$('watch').onclick = () => monitor.start()
$('unwatch').onclick = () => monitor.stop()
$('show').onclick = () => { document.body.append(document.querySelector('delay-panel') || document.createElement('delay-panel')) }
$('hide').onclick = () => { document.querySelector('delay-panel').remove() }
$('clear').onclick = () => ipcRenderer.removeAllListeners('platform')
$('again').onclick = listenToPlatforms
$('local').onclick = () => {
  log('emitted', ipcRenderer.emit('delay', null, 7))
}
$('count').onclick = () => { log('listeners', ipcRenderer.listenerCount('platform'), ipcRenderer.listenerCount('train')) }

const switchboard = new Switchboard()

$('day').onclick = () => switchboard.connect({
  gate: (event, name) => { log('gate', name) },
  horn: () => log('horn')
})
$('night').onclick = () => switchboard.connect({
  gate: (_event, name, closed) => log('gate by night', name, closed),
  lamp: async () => { log('lamp') }
})
$('off').onclick = () => switchboard.disconnect()
$('gate').onclick = () => ipcRenderer.send('gate', 'south')
