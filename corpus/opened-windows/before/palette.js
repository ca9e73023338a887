(function () {
  const electron = require('electron')

  const size = document.getElementById('size')
  let palette

  document.getElementById('palette').addEventListener('click', () => {
    palette = new electron.remote.BrowserWindow({
      width: window.innerWidth > 100 ? 250 : 50,
      height: 150,
      resizable: true,
      webPreferences: { nodeIntegration: true, zoomFactor: 1.5 }
    })
    palette.loadFile('palette.html')
    palette.on('page-title-updated', (event, title) => { size.title = title })
    palette.on('close', showClosed)
  })

  function showClosed () {
    size.innerText = 'no palette'
    palette = null
  }

  document.getElementById('wider').addEventListener('click', () => {
    if (!palette) return
    palette.setSize(palette.getSize()[0] + 40, 150)
  })

  document.getElementById('measure').addEventListener('click', () => {
    if (palette) size.innerText = palette.getSize().join(' x ') + (palette.isVisible() ? ', seen' : '')
  })

  document.getElementById('away').addEventListener('click', () => {
    if (palette) palette.close()
  })
})()
