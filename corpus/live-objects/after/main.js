const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 700,
    height: 600,
    webPreferences: { nodeIntegration: false, contextIsolation: true, enableRemoteModule: false, sandbox: true, preload: path.join(__dirname, 'preload.js') }
  })
  win.loadFile(path.join(__dirname, 'index.html'))
})

app.on('window-all-closed', () => app.quit())
