const offResize = []
const state = document.getElementById('state')
const size = document.getElementById('size')
let following = false

function showState () {
  state.innerText = window.electronAPI.window.isMaximizedSync() ? 'as large as can be' : 'as it was'
}

async function showSize () {
  const [width, height] = await window.electronAPI.window.getSize()
  size.innerText = `${width} x ${height}`
}

window.electronAPI.window.onMaximize(() => { showState() })
window.electronAPI.window.onUnmaximize(() => { showState() })
window.electronAPI.window.onceMaximize(() => { state.title = 'maximised before' })

document.getElementById('grow').addEventListener('click', async () => {
  if (await window.electronAPI.window.isMaximized()) window.electronAPI.window.unmaximize()
  else window.electronAPI.window.maximize()
})

document.getElementById('wider').addEventListener('click', async () => {
  window.electronAPI.window.setSize((await window.electronAPI.window.getSize())[0] + 20, 400)
})

document.getElementById('follow').addEventListener('click', () => {
  if (following) {
    offResize.pop()?.()
  } else {
    offResize.push(window.electronAPI.window.onResize(() => { showSize() }))
  }
  following = !following
})

document.getElementById('forget').addEventListener('click', () => {
  window.electronAPI.window.offResize()
  following = false
})

showState()
