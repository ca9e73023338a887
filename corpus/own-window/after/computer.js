const theme = document.getElementById('theme')
const power = document.getElementById('power')
const told = []

function tell (what) {
  told.push(what)
  power.innerText = told.join(', ')
}

window.electronAPI.nativeTheme.onUpdated(() => {
  theme.innerText = window.electronAPI.nativeTheme.getThemeSourceSync()
})
window.electronAPI.powerMonitor.onSuspend(() => { tell('asleep') })
window.electronAPI.powerMonitor.onResume(() => { tell('awake') })
window.electronAPI.screen.onDisplayAdded((display) => {
  tell(`a display ${display.size.width} wide`)
})
window.electronAPI.app.onBeforeQuit(() => {
  document.getElementById('leaving').innerText = 'about to leave'
})

document.getElementById('dark').addEventListener('click', () => {
  window.electronAPI.nativeTheme.setThemeSource('dark')
})
