(function () {
  const size = document.getElementById('size')
  let palette

  document.getElementById('palette').addEventListener('click', () => {
    palette = window.electronAPI.windows.openPalette(window.innerWidth > 100 ? 250 : 50)
    palette.onPageTitleUpdated((title) => { size.title = title })
    palette.onClose(() => { showClosed() })
  })

  function showClosed () {
    size.innerText = 'no palette'
    palette = null
  }

  document.getElementById('wider').addEventListener('click', async () => {
    if (!palette) return
    palette.setSize((await palette.getSize())[0] + 40, 150)
  })

  document.getElementById('measure').addEventListener('click', async () => {
    if (palette) size.innerText = (await palette.getSize()).join(' x ') + (await palette.isVisible() ? ', seen' : '')
  })

  document.getElementById('away').addEventListener('click', () => {
    if (palette) palette.close()
  })
})()
