(function () {
  const told = document.getElementById('told')

  function tell (what) {
    told.innerText += ` ${what}`
  }

  document.getElementById('about').addEventListener('click', () => {
    let about = window.electronAPI.windows.openAbout()

    about.onceReadyToShow(() => {
      tell('ready')
      if (about) about.show()
    })
    about.onClosed(() => {
      tell('gone')
      about = null
    })
    about.webContents.onDidFinishLoad(() => { tell('loaded') })
    about.removeMenu()
  })
})()
