const { app, BrowserWindow } = require('electron')
const path = require('path')
const { trustedIpcMain } = require('./trusted-ipc')

function createWindow () {
  const win = new BrowserWindow({
    width: 700,
    height: 600,
    webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') }
  })
  win.loadFile(path.join(__dirname, 'page', 'board.html'))
}

app.whenReady().then(createWindow)
app.on('window-all-closed', () => app.quit())

// Whatever happens on the line is told to the page that asked for it.
trustedIpcMain.on('train', (event, train, minutes) => event.sender.send('train', train, minutes))
trustedIpcMain.on('delay', (event, minutes) => event.sender.send('delay', minutes))
trustedIpcMain.on('platform', (event, name) => event.sender.send('platform', name))
trustedIpcMain.on('alarm', (event) => event.sender.send('alarm', { reason: 'signal' }))
trustedIpcMain.on('clock', (event, time) => event.sender.send('clock', time))
trustedIpcMain.on('question', (event, text) => event.sender.send('question', text))
trustedIpcMain.on('gate', (event, name) => {
  event.sender.send('horn')
  event.sender.send('lamp')
  event.sender.send('gate', name, true)
})
