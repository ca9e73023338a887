(function () {
  const { BrowserWindow } = require('electron').remote

  document.getElementById('version').addEventListener('click', () => {
    let version = new BrowserWindow({
      width: 200,
      height: 100,
      webPreferences: { nodeIntegration: true }
    })
    version.on('closed', () => {
      version = null
      document.getElementById('told').title = 'no version'
    })
    version.loadFile('version.html')
  })
})()
