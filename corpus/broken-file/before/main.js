const { app, BrowserWindow, ipcMain } = require('electron')

app.whenReady().then(() => {
  const good = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
  good.loadFile('good.html')
  const broken = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
  broken.loadFile('broken.html')
})

ipcMain.on('hello', (event, name) => event.reply('hello', `Hello, ${name}`))
ipcMain.on('bye', () => app.quit())
