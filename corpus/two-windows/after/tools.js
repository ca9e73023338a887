// This page needs Node and a live window object: it cannot be taken off them by rewriting single places.
const fs = require('fs')

const watched = fs.readdirSync(window.electronAPI.folders.app).filter((name) => window.electronAPI.path.extname(name) === '.html')
document.getElementById('files').textContent = watched.join(', ')

document.getElementById('add').addEventListener('click', () => {
  window.electronAPI.logAdd(`from the tools: ${watched.length} pages`)
})

window.electronAPI.onLogAdded((text) => {
  document.getElementById('last').textContent = `last: ${text}`
})

document.getElementById('about').addEventListener('click', () => {
  const about = window.electronAPI.windows.openAbout()
  about.webContents.onceDidFinishLoad(() => {
    document.getElementById('opened').textContent = `${about.getTitleSync()} is open`
  })
})
