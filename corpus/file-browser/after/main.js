const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')

app.on('ready', () => {
  const win = new BrowserWindow({
    width: 700,
    height: 500,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      enableRemoteModule: false,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile('pages/shelf.html')
})

app.on('window-all-closed', () => app.quit())
