const { app, BrowserWindow, ipcMain } = require('electron')
const Store = require('electron-store')

// main reads what the page wrote
ipcMain.handle('theme-in-main', () => new Store({ name: 'prefs' }).get('theme', 'none'))

app.on('ready', () => {
  const win = new BrowserWindow({
    width: 600,
    height: 400,
    webPreferences: {
      nodeIntegration: true,
      contextIsolation: false,
      enableRemoteModule: true
    }
  })
  win.loadFile('pages/settings.html')
})

app.on('window-all-closed', () => app.quit())
