const { app, BrowserWindow } = require('electron')
const path = require('path')

app.on('ready', () => {
  const win = new BrowserWindow({
    width: 600,
    height: 400,
    webPreferences: {
      nodeIntegration: true,
      enableRemoteModule: true
    }
  })
  win.loadFile(path.join(__dirname, 'page', 'index.html'))
})

app.on('window-all-closed', () => app.quit())
