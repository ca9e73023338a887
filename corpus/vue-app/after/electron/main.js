import path from 'path'
import { app, BrowserWindow } from 'electron'
import { add, all, remove } from './items'
import './ipc-handlers'
import { trustedIpcMain } from './trusted-ipc'

let win = null

function createWindow () {
  win = new BrowserWindow({
    width: 600,
    height: 500,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })

  if (process.env.VITE_DEV_SERVER_URL) {
    win.loadURL(process.env.VITE_DEV_SERVER_URL)
  } else {
    win.loadFile(path.join(__dirname, '../dist/index.html'))
  }
}

trustedIpcMain.handle('items', () => all())

trustedIpcMain.on('item-add', (event, name, count) => {
  add(name, count)
  event.sender.send('items-changed', all())
})

trustedIpcMain.on('item-remove', (event, name) => {
  remove(name)
  event.sender.send('items-changed', all())
  event.sender.send('item-removed', name)
})

app.whenReady().then(createWindow)

app.on('window-all-closed', () => app.quit())
