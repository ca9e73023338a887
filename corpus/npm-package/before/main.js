const { app, BrowserWindow, ipcMain } = require('electron')
const { capacity } = require('./lib/rules')

app.whenReady().then(() => {
  const win = new BrowserWindow({ width: 640, height: 480, webPreferences: { nodeIntegration: true } })
  win.loadFile('pages/stock.html')
  ipcMain.handle('capacity', () => capacity())
})

app.on('window-all-closed', () => app.quit())
