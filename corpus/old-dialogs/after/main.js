const electron = require('electron')
const path = require('path')
require('./ipc-handlers')

const app = electron.app
const BrowserWindow = electron.BrowserWindow
let mainWindow = null

app.on('ready', function () {
  mainWindow = new BrowserWindow({
    width: 640,
    height: 480,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  mainWindow.loadFile(path.join(__dirname, 'page', 'index.html'))
  mainWindow.on('closed', function () {
    mainWindow = null
  })
})

app.on('window-all-closed', function () {
  app.quit()
})
