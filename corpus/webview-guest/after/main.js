const { app, BrowserWindow } = require('electron')
const path = require('path')
const { trustedIpcMain } = require('./trusted-ipc')

const read = []

trustedIpcMain.handle('read', (event, title) => {
  read.push(title)
  return read.length
})

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 500,
    height: 400,
    webPreferences: {
      nodeIntegration: true,
      enableRemoteModule: false,
      webviewTag: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile('index.html')
})

app.on('window-all-closed', () => app.quit())
