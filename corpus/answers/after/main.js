const { app, BrowserWindow, ipcMain } = require('electron')
const fs = require('fs')
const path = require('path')
const log = require('./log')
require('./ipc-handlers')

function createWindow () {
  const win = new BrowserWindow({
    width: 700,
    height: 600,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      enableRemoteModule: false,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile(path.join('page', 'index.html'))
}

app.whenReady().then(createWindow)

app.on('window-all-closed', () => app.quit())

// asked with sendSync
ipcMain.on('log:title', (event) => {
  event.returnValue = 'Logbuch'
})

ipcMain.handle('log:count', (event) => {
  return log.all().length
})

ipcMain.handle('log:find', (event, text) => {
  if (text === '') {
    return { text, hits: [] }
  }
  return { text, hits: log.find(text) }
})

ipcMain.handle('log:help', (event, name) => new Promise((resolve) => {
  fs.readFile(path.join(__dirname, name), 'utf8', (error, text) => {
    resolve(error ? `${name} is not there` : text.trim())
  })
}))

ipcMain.on('log:clear', (event) => {
  log.clear()
  if (event) event.returnValue = 'cleared'
})

// a question and its answer as two messages
ipcMain.handle('log:add', (event, entry) => {
  log.add(entry)
  return [log.all(), entry]
})

ipcMain.handle('log:sort', onSort)

function onSort (event, backwards) {
  if (log.all().length === 0) {
    return 'nothing to sort'
  } else {
    log.sort(backwards)
    return log.all().join(', ')
  }
}

// no answer where there is nothing to remove
ipcMain.on('log:remove', (event, index) => {
  if (index >= log.all().length) return
  event.reply('log:removed', log.remove(index))
})

// main clears the log itself too
ipcMain.handle('log:fill', (event, count) => {
  ipcMain.emit('log:clear')
  for (let n = 1; n <= count; n++) log.add(`entry ${n}`)
  return log.all()
})
