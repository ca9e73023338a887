const { app, BrowserWindow, ipcMain } = require('electron')
const fs = require('fs')
const path = require('path')
const log = require('./log')
require('./ipc-handlers')
const { trustedIpcMain } = require('./trusted-ipc')

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
trustedIpcMain.on('log:title', (event) => {
  event.returnValue = 'Logbuch'
})

trustedIpcMain.handle('log:count', (event) => {
  return log.all().length
})

trustedIpcMain.handle('log:find', (event, text) => {
  if (text === '') {
    return { text, hits: [] }
  }
  return { text, hits: log.find(text) }
})

trustedIpcMain.handle('log:help', (event, name) => new Promise((resolve) => {
  fs.readFile(path.join(__dirname, name), 'utf8', (error, text) => {
    resolve(error ? `${name} is not there` : text.trim())
  })
}))

trustedIpcMain.on('log:clear', (event) => {
  log.clear()
  if (event) event.returnValue = 'cleared'
})

// a question and its answer as two messages
trustedIpcMain.handle('log:add', (event, entry) => {
  log.add(entry)
  return [log.all(), entry]
})

trustedIpcMain.handle('log:sort', onSort)

function onSort (event, backwards) {
  if (log.all().length === 0) {
    return 'nothing to sort'
  } else {
    log.sort(backwards)
    return log.all().join(', ')
  }
}

// no answer where there is nothing to remove
trustedIpcMain.on('log:remove', (event, index) => {
  if (index >= log.all().length) return
  event.reply('log:removed', log.remove(index))
})

// main clears the log itself too
trustedIpcMain.handle('log:fill', (event, count) => {
  ipcMain.emit('log:clear')
  for (let n = 1; n <= count; n++) log.add(`entry ${n}`)
  return log.all()
})
