import path from 'path'
import { app, BrowserWindow, ipcMain } from 'electron'
import { add, all, remove } from './items'

let win = null

function createWindow () {
  win = new BrowserWindow({
    width: 600,
    height: 500,
    webPreferences: {
      nodeIntegration: true,
      contextIsolation: false
    }
  })

  if (process.env.VITE_DEV_SERVER_URL) {
    win.loadURL(process.env.VITE_DEV_SERVER_URL)
  } else {
    win.loadFile(path.join(__dirname, '../dist/index.html'))
  }
}

ipcMain.handle('items', () => all())

ipcMain.on('item-add', (event, name, count) => {
  add(name, count)
  event.sender.send('items-changed', all())
})

ipcMain.on('item-remove', (event, name) => {
  remove(name)
  event.sender.send('items-changed', all())
  event.sender.send('item-removed', name)
})

app.whenReady().then(createWindow)

app.on('window-all-closed', () => app.quit())
