const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')
const { trustedIpcMain } = require('./trusted-ipc')

const entries = []
let mainWindow
let toolsWindow

app.whenReady().then(() => {
  mainWindow = new BrowserWindow({
    width: 700,
    height: 500,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  mainWindow.loadFile(path.join(__dirname, 'main.html'))
})

function openTools () {
  if (toolsWindow) return toolsWindow.focus()
  toolsWindow = new BrowserWindow({
    width: 400,
    height: 300,
    title: 'Tools',
    webPreferences: {
      nodeIntegration: true,
      contextIsolation: false,
      enableRemoteModule: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  toolsWindow.loadFile(path.join(__dirname, 'tools.html'))
  toolsWindow.on('closed', () => { toolsWindow = null })
}

trustedIpcMain.on('tools:open', openTools)

// both windows write to the log, and both read it
trustedIpcMain.on('log:add', (event, text) => {
  entries.push(text)
  for (const window of [mainWindow, toolsWindow]) {
    if (window) window.webContents.send('log:added', text, entries.length)
  }
})

trustedIpcMain.handle('log:all', () => entries)

app.on('window-all-closed', () => app.quit())
