const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('path')
require('./ipc-handlers')

app.whenReady().then(() => {
  const win = new BrowserWindow({ width: 640, height: 480, webPreferences: { nodeIntegration: false, enableRemoteModule: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') } })
  win.loadFile('page/index.html')
  ipcMain.on('dirty', (event, dirty) => { win.setTitle(dirty ? 'Scribble *' : 'Scribble') })
})

app.on('window-all-closed', () => app.quit())
