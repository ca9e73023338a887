// No error in here, but the page that loads it has a script that nobody could read.
const { ipcRenderer } = require('electron')

document.getElementById('bye').addEventListener('click', () => window.electronAPI.bye())
