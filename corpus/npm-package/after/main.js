const { app, BrowserWindow } = require('electron')
const { capacity } = require('./lib/rules')
const path = require('path')
require('./ipc-handlers')
const { trustedIpcMain } = require('./trusted-ipc')

app.whenReady().then(() => {
  const win = new BrowserWindow({ width: 640, height: 480, webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') } })
  win.loadFile('pages/stock.html')
  trustedIpcMain.handle('capacity', () => capacity())
})

app.on('window-all-closed', () => app.quit())
