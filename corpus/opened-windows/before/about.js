(function () {
  const { BrowserWindow, getCurrentWindow } = require('electron').remote
  const path = require('path')

  const told = document.getElementById('told')

  function tell (what) {
    told.innerText += ` ${what}`
  }

  document.getElementById('about').addEventListener('click', () => {
    const page = path.join('file://', __dirname, 'about.html')
    let about = new BrowserWindow({
      parent: getCurrentWindow(),
      width: 300,
      height: 200,
      show: false,
      title: 'About'
    })

    about.once('ready-to-show', () => {
      tell('ready')
      if (about) about.show()
    })
    about.on('closed', () => {
      tell('gone')
      about = null
    })
    about.webContents.on('did-finish-load', () => { tell('loaded') })
    about.setMenu(null)
    about.loadURL(page)
  })
})()
