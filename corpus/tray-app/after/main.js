const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 300,
    height: 200,
    webPreferences: {
      nodeIntegration: false,
      enableRemoteModule: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile('index.html')
})

app.on('window-all-closed', () => app.quit())
