import * as path from 'path'
import { app, BrowserWindow, IpcMainEvent } from 'electron'
import { add, finish, list } from './tasks'
import './ipc-handlers'
import { trustedIpcMain } from './trusted-ipc'

let window: BrowserWindow | null = null

function createWindow(): void {
  window = new BrowserWindow({
    width: 640,
    height: 480,
    webPreferences: {
      nodeIntegration: false,
      enableRemoteModule: false,
      preload: path.join(__dirname, 'preload.js'),
      contextIsolation: true,
      sandbox: true
    }
  })
  window.loadFile(path.join(__dirname, '..', 'static', 'index.html'))
  window.on('closed', () => {
    window = null
  })
}

trustedIpcMain.handle('tasks:list', () => list())

trustedIpcMain.on('tasks:add', (event: IpcMainEvent, name: string, minutes: number) => {
  const task = add(name, minutes)
  event.sender.send('tasks:added', task, list().length)
})

trustedIpcMain.on('tasks:finish', (event: IpcMainEvent, name: string) => {
  event.returnValue = finish(name)
})

app.whenReady().then(createWindow)

app.on('window-all-closed', () => app.quit())
