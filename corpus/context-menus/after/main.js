const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')

app.on('ready', () => {
  const win = new BrowserWindow({
    width: 600,
    height: 400,
    webPreferences: {
      nodeIntegration: false,
      enableRemoteModule: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile(path.join(__dirname, 'page', 'index.html'))
})

app.on('window-all-closed', () => app.quit())
