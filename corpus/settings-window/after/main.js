const { app, BrowserWindow } = require('electron')
const Store = require('electron-store')
const path = require('path')
require('./ipc-handlers')
const { trustedIpcMain } = require('./trusted-ipc')

// main reads what the page wrote
trustedIpcMain.handle('theme-in-main', () => new Store({ name: 'prefs' }).get('theme', 'none'))

app.on('ready', () => {
  const win = new BrowserWindow({
    width: 600,
    height: 400,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      enableRemoteModule: false,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile('pages/settings.html')
})

app.on('window-all-closed', () => app.quit())
