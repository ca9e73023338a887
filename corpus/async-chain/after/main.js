const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 640,
    height: 400,
    useContentSize: false,
    webPreferences: { nodeIntegration: false, enableRemoteModule: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') }
  })
  win.loadFile(path.join(__dirname, 'page', 'index.html'))
})

app.on('window-all-closed', () => app.quit())
