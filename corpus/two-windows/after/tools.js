// This page needs Node and a live window object: it cannot be taken off them by rewriting single places.
const fs = require('fs')

const watched = []
const entries = fs.opendirSync(window.electronAPI.folders.app)
for (let entry = entries.readSync(); entry; entry = entries.readSync()) if (window.electronAPI.path.extname(entry.name) === '.html') watched.push(entry.name)
entries.closeSync()
watched.sort()
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
