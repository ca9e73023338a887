const { app, BrowserWindow } = require('electron')
const path = require('path')
const { trustedIpcMain } = require('./trusted-ipc')

let list
let board

function openBoard () {
  board = new BrowserWindow({ width: 320, height: 240, webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') } })
  board.loadFile('pages/board.html')
  board.on('closed', () => { board = null })
}

app.whenReady().then(() => {
  list = new BrowserWindow({ width: 640, height: 480, webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') } })
  list.loadFile('pages/list.html')
})

trustedIpcMain.on('open-board', () => openBoard())
trustedIpcMain.on('title', (event, text) => { list.setTitle(text) })

app.on('window-all-closed', () => app.quit())
