const { app, BrowserWindow, ipcMain } = require('electron')

const read = []

ipcMain.on('read', (event, title) => {
  read.push(title)
  event.sender.send('read-so-far', read.length)
})

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 500,
    height: 400,
    webPreferences: {
      nodeIntegration: true,
      enableRemoteModule: false,
      webviewTag: true
    }
  })
  win.loadFile('index.html')
})

app.on('window-all-closed', () => app.quit())
