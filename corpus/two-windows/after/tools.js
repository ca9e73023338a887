// This page needs Node and a live window object: it cannot be taken off them by rewriting single places.
const fs = require('fs')
const path = require('path')
const { remote } = require('electron')

const watched = fs.readdirSync(__dirname).filter((name) => path.extname(name) === '.html')
document.getElementById('files').textContent = watched.join(', ')

document.getElementById('add').addEventListener('click', () => {
  window.electronAPI.logAdd(`from the tools: ${watched.length} pages`)
})

window.electronAPI.onLogAdded((text) => {
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
