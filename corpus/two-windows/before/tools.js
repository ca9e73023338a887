// This page needs Node and a live window object: it cannot be taken off them by rewriting single places.
const fs = require('fs')
const path = require('path')
const { ipcRenderer, remote } = require('electron')

const watched = []
const entries = fs.opendirSync(__dirname)
for (let entry = entries.readSync(); entry; entry = entries.readSync()) if (path.extname(entry.name) === '.html') watched.push(entry.name)
entries.closeSync()
watched.sort()
document.getElementById('files').textContent = watched.join(', ')

document.getElementById('add').addEventListener('click', () => {
  ipcRenderer.send('log:add', `from the tools: ${watched.length} pages`)
})

ipcRenderer.on('log:added', (event, text) => {
  document.getElementById('last').textContent = `last: ${text}`
})

document.getElementById('about').addEventListener('click', () => {
  const about = new remote.BrowserWindow({
    width: 300,
    height: 200,
    parent: remote.getCurrentWindow(),
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true
    }
  })
  about.loadURL(`file://${path.join(__dirname, 'about.html')}`)
  about.webContents.once('did-finish-load', () => {
    document.getElementById('opened').textContent = `${about.getTitle()} is open`
  })
})
