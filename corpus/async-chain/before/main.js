const { app, BrowserWindow } = require('electron')
const path = require('path')

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 640,
    height: 400,
    useContentSize: false,
    webPreferences: { nodeIntegration: true, enableRemoteModule: true }
  })
  win.loadFile(path.join(__dirname, 'page', 'index.html'))
})

app.on('window-all-closed', () => app.quit())
