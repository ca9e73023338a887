const { app, BrowserWindow } = require('electron')
const path = require('path')
const { trustedIpcMain } = require('./trusted-ipc')

function createWindow () {
  const win = new BrowserWindow({
    width: 640,
    height: 560,
    webPreferences: { nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') }
  })
  win.loadFile(path.join(__dirname, 'page', 'desk.html'))
}

app.whenReady().then(createWindow)
app.on('window-all-closed', () => app.quit())

const parcels = new Map()
let night = false

trustedIpcMain.on('parcel:add', (event, name, grams) => {
  parcels.set(name, grams)
  event.sender.send('parcel:changed', parcels.size)
})

trustedIpcMain.on('parcel:clear', (event) => {
  parcels.clear()
  event.sender.send('parcel:changed', 0)
})

trustedIpcMain.handle('parcel:weight', (event, name) => {
  if (!parcels.has(name)) throw new Error(`no parcel ${name}`)
  return parcels.get(name)
})

trustedIpcMain.on('desk:count', (event) => { event.returnValue = parcels.size })

trustedIpcMain.on('light:day', (event) => {
  night = false
  event.sender.send('light:is', night)
})

trustedIpcMain.on('light:night', (event) => {
  night = true
  event.sender.send('light:is', night)
})

trustedIpcMain.handle('shelf:fill', (event, count) => {
  event.sender.send('shelf:full', count)
  return `${count} on it`
})

trustedIpcMain.handle('shelf:clear', (event) => {
  event.sender.send('shelf:empty', 0)
  return 'none on it'
})
