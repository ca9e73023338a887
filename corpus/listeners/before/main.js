const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('path')

function createWindow () {
  const win = new BrowserWindow({
    width: 700,
    height: 600,
    webPreferences: { nodeIntegration: true, contextIsolation: false }
  })
  win.loadFile(path.join(__dirname, 'page', 'board.html'))
}

app.whenReady().then(createWindow)
app.on('window-all-closed', () => app.quit())

// Whatever happens on the line is told to the page that asked for it.
ipcMain.on('train', (event, train, minutes) => event.sender.send('train', train, minutes))
ipcMain.on('delay', (event, minutes) => event.sender.send('delay', minutes))
ipcMain.on('platform', (event, name) => event.sender.send('platform', name))
ipcMain.on('alarm', (event) => event.sender.send('alarm', { reason: 'signal' }))
ipcMain.on('clock', (event, time) => event.sender.send('clock', time))
ipcMain.on('question', (event, text) => event.sender.send('question', text))
ipcMain.on('gate', (event, name) => {
  event.sender.send('horn')
  event.sender.send('lamp')
  event.sender.send('gate', name, true)
})
