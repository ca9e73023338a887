const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')
const { trustedIpcMain } = require('./trusted-ipc')

app.whenReady().then(() => {
  const win = new BrowserWindow({ width: 640, height: 480, webPreferences: { nodeIntegration: false, enableRemoteModule: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') } })
  win.loadFile('page/index.html')
  trustedIpcMain.on('dirty', (event, dirty) => { win.setTitle(dirty ? 'Scribble *' : 'Scribble') })
})

app.on('window-all-closed', () => app.quit())
