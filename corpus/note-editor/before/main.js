const { app, BrowserWindow, ipcMain } = require('electron')

app.whenReady().then(() => {
  const win = new BrowserWindow({ width: 640, height: 480, webPreferences: { nodeIntegration: true, enableRemoteModule: true } })
  win.loadFile('page/index.html')
  ipcMain.on('dirty', (event, dirty) => { win.setTitle(dirty ? 'Scribble *' : 'Scribble') })
})

app.on('window-all-closed', () => app.quit())
