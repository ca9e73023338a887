const electron = require('electron')

const theme = document.getElementById('theme')
const power = document.getElementById('power')
const told = []

function tell (what) {
  told.push(what)
  power.innerText = told.join(', ')
}

electron.remote.nativeTheme.on('updated', () => {
  theme.innerText = electron.remote.nativeTheme.themeSource
})
electron.remote.powerMonitor.on('suspend', () => tell('asleep'))
electron.remote.powerMonitor.on('resume', () => tell('awake'))
electron.remote.screen.on('display-added', (event, display) => {
  tell(`a display ${display.size.width} wide`)
})
electron.remote.app.on('before-quit', () => {
  document.getElementById('leaving').innerText = 'about to leave'
})

document.getElementById('dark').addEventListener('click', () => {
  electron.remote.nativeTheme.themeSource = 'dark'
})
