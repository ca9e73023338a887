const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('path')

app.whenReady().then(() => {
  const good = new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') } })
  good.loadFile('good.html')
  const broken = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, preload: path.join(__dirname, 'preload.js') } })
  broken.loadFile('broken.html')
})

ipcMain.on('hello', (event, name) => event.reply('hello', `Hello, ${name}`))
ipcMain.on('bye', () => app.quit())
