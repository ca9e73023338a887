const { app, BrowserWindow } = require('electron')
const path = require('path')

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 700,
    height: 600,
    webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true }
  })
  win.loadFile(path.join(__dirname, 'index.html'))
})

app.on('window-all-closed', () => app.quit())
