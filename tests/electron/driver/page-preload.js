// Runs before every page's own preload. Where a page has Node it has its own `shell`: that must open nothing either.
'use strict'

const { ipcRenderer, shell } = require('electron')

if (shell) {
  const answers = { openExternal: Promise.resolve(), openPath: Promise.resolve(''), showItemInFolder: undefined, moveItemToTrash: true, beep: undefined }
  for (const [name, answer] of Object.entries(answers)) {
    shell[name] = (...args) => {
      ipcRenderer.sendSync('driver:page-call', `shell.${name}`, args)
      return answer
    }
  }
}
