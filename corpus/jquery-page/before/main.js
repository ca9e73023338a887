const { app, BrowserWindow, ipcMain } = require('electron')

let list
let board

function openBoard () {
  board = new BrowserWindow({ width: 320, height: 240, webPreferences: { nodeIntegration: true } })
  board.loadFile('pages/board.html')
  board.on('closed', () => { board = null })
}

app.whenReady().then(() => {
  list = new BrowserWindow({ width: 640, height: 480, webPreferences: { nodeIntegration: true } })
  list.loadFile('pages/list.html')
})

ipcMain.on('open-board', () => openBoard())
ipcMain.on('title', (event, text) => { list.setTitle(text) })

app.on('window-all-closed', () => app.quit())
