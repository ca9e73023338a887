const { app, BrowserWindow } = require('electron')
const path = require('path')
const settings = require('./lib/settings')
const journal = require('./lib/journal')

global.settings = settings
global.journal = journal
global.shared = { visits: 0, last: { name: 'nobody', at: 0 } }
global.appTitle = 'Workshop'
global.greet = function (name, loud) {
  return loud ? `HELLO ${name.toUpperCase()}` : `hello ${name}`
}

const preferences = { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true }

app.whenReady().then(() => {
  journal.info('started')
  const counter = new BrowserWindow({ width: 600, height: 500, webPreferences: preferences })
  counter.loadFile(path.join(__dirname, 'counter.html'))
  const parts = new BrowserWindow({ width: 600, height: 500, webPreferences: preferences })
  parts.loadFile(path.join(__dirname, 'parts.html'))
})

app.on('window-all-closed', () => app.quit())
