const $ = (id) => document.getElementById(id)
const monitor = new Monitor('monitor')
const formats = {
  full: (event, time) => { log('clock', time, 'full') }
}
let trains = 0

window.electronAPI.onAlarm((alarm) => { log('alarm:', alarm.reason) })

function announce (name) {
  log('platform', name)
  return { name }
}

function later (listener) {
  return (...all) => setTimeout(() => listener(...all), 20)
}

function listenToPlatforms () {
  window.electronAPI.removePlatformListeners()
  window.electronAPI.onPlatform((name) => { announce(name) })
  window.electronAPI.oncePlatform(() => { log('the first since then') })
}

window.electronAPI.onClock((...args) => { formats.full(undefined, ...args) })
const handleClock = later((event, time) => { log('clock', time, 'later') })
window.electronAPI.onClock((...args) => { handleClock(undefined, ...args) })
window.electronAPI.onClock((...args) => { (function () { log('clock', arguments[1], arguments.length) })(undefined, ...args) })
window.electronAPI.onQuestion((text) => { (async () => {
  await null
  log('asked', text)
})() })
window.electronAPI.onDelay((minutes) => { log('delay', minutes) })
listenToPlatforms()
announce('none')

$('train').onclick = () => window.electronAPI.train(`IC ${++trains}`, 5)
$('delay').onclick = () => window.electronAPI.delay(3)
$('platform').onclick = () => window.electronAPI.platform('4b')
$('alarm').onclick = () => window.electronAPI.alarm()
$('clock').onclick = () => window.electronAPI.clock('12:00')
$('question').onclick = () => window.electronAPI.question('when?')
$('watch').onclick = () => monitor.start()
$('unwatch').onclick = () => monitor.stop()
$('show').onclick = () => { document.body.append(document.querySelector('delay-panel') || document.createElement('delay-panel')) }
$('hide').onclick = () => { document.querySelector('delay-panel').remove() }
$('clear').onclick = () => window.electronAPI.removePlatformListeners()
$('again').onclick = listenToPlatforms
$('local').onclick = () => {
  log('emitted', window.electronAPI.emitDelay(7))
}
$('count').onclick = () => { log('listeners', window.electronAPI.countPlatformListeners(), window.electronAPI.countTrainListeners()) }

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
$('gate').onclick = () => window.electronAPI.gate('south')
