const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('path')

function createWindow () {
  const win = new BrowserWindow({
    width: 640,
    height: 560,
    webPreferences: { nodeIntegration: true, contextIsolation: false }
  })
  win.loadFile(path.join(__dirname, 'page', 'desk.html'))
}

app.whenReady().then(createWindow)
app.on('window-all-closed', () => app.quit())

const parcels = new Map()
let night = false

ipcMain.on('parcel:add', (event, name, grams) => {
  parcels.set(name, grams)
  event.sender.send('parcel:changed', parcels.size)
})

ipcMain.on('parcel:clear', (event) => {
  parcels.clear()
  event.sender.send('parcel:changed', 0)
})

ipcMain.handle('parcel:weight', (event, name) => {
  if (!parcels.has(name)) throw new Error(`no parcel ${name}`)
  return parcels.get(name)
})

ipcMain.on('desk:count', (event) => { event.returnValue = parcels.size })

ipcMain.on('light:day', (event) => {
  night = false
  event.sender.send('light:is', night)
})

ipcMain.on('light:night', (event) => {
  night = true
  event.sender.send('light:is', night)
})

ipcMain.handle('shelf:fill', (event, count) => {
  event.sender.send('shelf:full', count)
  return `${count} on it`
})

ipcMain.handle('shelf:clear', (event) => {
  event.sender.send('shelf:empty', 0)
  return 'none on it'
})
