const { app, BrowserWindow } = require('electron')
const path = require('path')
const { trustedIpcMain } = require('./trusted-ipc')

app.whenReady().then(() => {
  const good = new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') } })
  good.loadFile('good.html')
  const broken = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, preload: path.join(__dirname, 'preload.js') } })
  broken.loadFile('broken.html')
})

trustedIpcMain.on('hello', (event, name) => event.reply('hello', `Hello, ${name}`))
trustedIpcMain.on('bye', () => app.quit())
