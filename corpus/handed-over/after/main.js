const { app, BrowserWindow } = require('electron')
const path = require('path')
require('./ipc-handlers')
const { trustedIpcMain } = require('./trusted-ipc')

const notes = []

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 640,
    height: 480,
    webPreferences: { nodeIntegration: false, contextIsolation: true, enableRemoteModule: false, sandbox: true, preload: path.join(__dirname, 'preload.js') }
  })
  win.loadFile('index.html')
})

app.on('window-all-closed', () => app.quit())

trustedIpcMain.handle('notes:add', (event, text) => {
  notes.push(text)
  return notes.length
})

trustedIpcMain.handle('notes:all', () => notes)

trustedIpcMain.on('rename', (event, title) => {
  event.sender.send('renamed', title.toUpperCase())
})

trustedIpcMain.on('greet', (event, name) => {
  event.sender.send('greeted', `Hello ${name}`)
})

let ticks = 0
trustedIpcMain.on('tick', (event) => {
  ticks += 1
  event.sender.send('ticked', ticks)
})

trustedIpcMain.handle('describe', (event, what) => `${what}: ${notes.join(', ') || 'nothing'}`)

trustedIpcMain.on('count', (event, letters) => {
  event.sender.send('counted', letters * 10)
})
