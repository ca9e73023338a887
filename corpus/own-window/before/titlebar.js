const { remote } = require('electron')

const win = remote.getCurrentWindow()
const state = document.getElementById('state')
const size = document.getElementById('size')
let following = false

function showState () {
  state.innerText = win.isMaximized() ? 'as large as can be' : 'as it was'
}

function showSize () {
  const [width, height] = win.getSize()
  size.innerText = `${width} x ${height}`
}

win.on('maximize', showState)
win.on('unmaximize', showState)
win.once('maximize', () => { state.title = 'maximised before' })

document.getElementById('grow').addEventListener('click', () => {
  if (win.isMaximized()) win.unmaximize()
  else win.maximize()
})

document.getElementById('wider').addEventListener('click', () => {
  win.setSize(win.getSize()[0] + 20, 400)
})

document.getElementById('follow').addEventListener('click', () => {
  if (following) {
    win.removeListener('resize', showSize)
  } else {
    win.on('resize', showSize)
  }
  following = !following
})

document.getElementById('forget').addEventListener('click', () => {
  win.removeAllListeners('resize')
  following = false
})

showState()
