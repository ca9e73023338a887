const { app, BrowserWindow, ipcMain } = require('electron')
const fs = require('fs')
const path = require('path')
const log = require('./log')

function createWindow () {
  const win = new BrowserWindow({
    width: 700,
    height: 600,
    webPreferences: {
      nodeIntegration: true,
      contextIsolation: false,
      enableRemoteModule: true
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

ipcMain.on('log:count', (event) => {
  event.returnValue = log.all().length
})

ipcMain.on('log:find', (event, text) => {
  if (text === '') {
    event.returnValue = { text, hits: [] }
    return
  }
  event.returnValue = { text, hits: log.find(text) }
})

ipcMain.on('log:help', (event, name) => {
  fs.readFile(path.join(__dirname, name), 'utf8', (error, text) => {
    event.returnValue = error ? `${name} is not there` : text.trim()
  })
})

ipcMain.on('log:clear', (event) => {
  log.clear()
  if (event) event.returnValue = 'cleared'
})

// a question and its answer as two messages
ipcMain.on('log:add', (event, entry) => {
  log.add(entry)
  event.reply('log:added', log.all(), entry)
})

ipcMain.on('log:sort', onSort)

function onSort (event, backwards) {
  if (log.all().length === 0) {
    event.sender.send('log:sorted', 'nothing to sort')
  } else {
    log.sort(backwards)
    event.sender.send('log:sorted', log.all().join(', '))
  }
}

// no answer where there is nothing to remove
ipcMain.on('log:remove', (event, index) => {
  if (index >= log.all().length) return
  event.reply('log:removed', log.remove(index))
})

// main clears the log itself too
ipcMain.on('log:fill', (event, count) => {
  ipcMain.emit('log:clear')
  for (let n = 1; n <= count; n++) log.add(`entry ${n}`)
  event.reply('log:filled', log.all())
})
