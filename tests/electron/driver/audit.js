// Which windows' pages can reach Node, by their preferences and by asking the page itself.
'use strict'

const { app, BrowserWindow } = require('electron')

// no eval: a page's own policy may forbid it
const NAMES = ['require', 'process', 'module', 'Buffer', 'global']
const NODE = `Object.entries({ ${NAMES.map((name) => `${name}: typeof ${name}`)} }).filter(([, type]) => type !== 'undefined').map(([name]) => name)`

/** Looks at every document that a window shows, from now on. `result()`: one entry per page file, the weakest of its windows. */
function watchWindows (recording) {
  const pages = new Map()
  const looking = []

  const look = async (contents) => {
    const { nodeIntegration, contextIsolation, sandbox } = contents.getLastWebPreferences()
    const page = pageOf(contents.getURL())
    const reaches = await contents.executeJavaScript(NODE).catch((error) => [`unknown: ${error.message}`])
    const before = pages.get(page) || { page, isolated: true, sandboxed: true, reaches: [] }
    pages.set(page, {
      page,
      isolated: before.isolated && contextIsolation && !nodeIntegration,
      sandboxed: before.sandboxed && sandbox,
      reaches: Array.from(new Set([...before.reaches, ...reaches])).sort()
    })
  }

  app.on('browser-window-created', (_event, window) => {
    window.webContents.on('did-finish-load', () => {
      if (!window.isDestroyed()) looking.push(look(window.webContents).catch((error) => recording.error('audit', error)))
    })
  })

  return {
    async result () {
      await Promise.all(looking)
      // what steps have done to a page since it was loaded
      await Promise.all(BrowserWindow.getAllWindows().map((window) => look(window.webContents)))
      return Array.from(pages.values()).sort((a, b) => (a.page < b.page ? -1 : 1))
    }
  }
}

module.exports = { watchWindows, pageOf }

function pageOf (url) {
  return url.replace(/[?#].*$/, '').replace(/^.*\//, '') || url
}
