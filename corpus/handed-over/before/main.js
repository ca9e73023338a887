const { app, BrowserWindow, ipcMain } = require('electron')

const notes = []

app.whenReady().then(() => {
  const win = new BrowserWindow({
    width: 640,
    height: 480,
    webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true }
  })
  win.loadFile('index.html')
})

app.on('window-all-closed', () => app.quit())

ipcMain.handle('notes:add', (event, text) => {
  notes.push(text)
  return notes.length
})

ipcMain.handle('notes:all', () => notes)

ipcMain.on('rename', (event, title) => {
  event.sender.send('renamed', title.toUpperCase())
})

ipcMain.on('greet', (event, name) => {
  event.sender.send('greeted', `Hello ${name}`)
})

let ticks = 0
ipcMain.on('tick', (event) => {
  ticks += 1
  event.sender.send('ticked', ticks)
})

ipcMain.handle('describe', (event, what) => `${what}: ${notes.join(', ') || 'nothing'}`)

ipcMain.on('count', (event, letters) => {
  event.sender.send('counted', letters * 10)
})
