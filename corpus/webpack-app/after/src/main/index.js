import path from 'path'
import { app, BrowserWindow } from 'electron'
import * as books from './books'
import { ADD_BOOK, BOOKS, BOOKS_CHANGED, ORDER, SET_ORDER, TOGGLE_READ } from '../shared/channels'
import './ipc-handlers'
import { trustedIpcMain } from './trusted-ipc'

let list = null
let settings = null

function createList () {
  list = new BrowserWindow({
    width: 700,
    height: 500,
    webPreferences: {
      nodeIntegration: false,
      enableRemoteModule: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  list.loadFile(path.join(__dirname, 'list.html'))
}

function createSettings () {
  if (settings) return settings.focus()
  settings = new BrowserWindow({
    width: 400,
    height: 240,
    webPreferences: { nodeIntegration: false, enableRemoteModule: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') }
  })
  settings.loadFile(path.join(__dirname, 'settings.html'))
  settings.on('closed', () => { settings = null })
}

function changed () {
  for (const window of BrowserWindow.getAllWindows()) {
    window.webContents.send(BOOKS_CHANGED, books.all())
  }
}

trustedIpcMain.handle(BOOKS, () => books.all())

trustedIpcMain.on(ADD_BOOK, (event, title) => {
  books.add(title)
  changed()
})

trustedIpcMain.handle(TOGGLE_READ, (event, title) => {
  const read = books.toggle(title)
  changed()
  return read
})

trustedIpcMain.on(ORDER, (event) => {
  event.returnValue = books.order()
})

trustedIpcMain.on(SET_ORDER, (event, order) => {
  books.setOrder(order)
  changed()
})

trustedIpcMain.on('open-settings', () => createSettings())

app.whenReady().then(createList)

app.on('window-all-closed', () => app.quit())
