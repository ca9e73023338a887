const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')

app.on('ready', () => {
  const win = new BrowserWindow({
    width: 600,
    height: 400,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile('pages/clerk.html')
})

app.on('window-all-closed', () => app.quit())
