// ipcMain for this app's own pages: a request from elsewhere is rejected, a message dropped, a caller that waits is told.
const { app, ipcMain } = require('electron')
const fs = require('fs')
const path = require('path')
const { fileURLToPath } = require('url')

// The pages: files, relative to this one; origins of custom schemes; the dev server, which a packaged app does not trust.
const files = ['pages/stock.html']
const origins = []
const devOrigins = []

// compared as files: the spelling of a file: URL differs by symlink, drive letter, case and escaping
function fileOf(name) {
  try { return fs.realpathSync.native(name) } catch (error) { return null }
}

function originOf(url) {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`.toLowerCase()
}

function isOwnPage(url) {
  try {
    if (!url.startsWith('file:')) return origins.concat(app.isPackaged ? [] : devOrigins).map(originOf).includes(originOf(url))
    const file = fileOf(fileURLToPath(url))
    return file !== null && files.some((page) => fileOf(path.join(__dirname, page)) === file)
  } catch (error) {
    return false
  }
}

// Web contents whose current document is such a page; a route set by the History API is no new document.
const showingOwnPage = new WeakSet()
app.on('web-contents-created', (_event, contents) => {
  contents.on('did-navigate', (_event, url) => {
    if (isOwnPage(url)) showingOwnPage.add(contents)
    else showingOwnPage.delete(contents)
  })
})

function isTrusted(event) {
  if (!showingOwnPage.has(event.sender)) return false
  // Up to Electron 11 a sub-frame that has the preload cannot be told from its page.
  if (!('senderFrame' in event)) return true
  try {
    // null, or throws, when the frame is gone
    const { senderFrame } = event
    return !!senderFrame && senderFrame.parent === null
  } catch (error) {
    return false
  }
}

function handle(channel, listener) {
  ipcMain.handle(channel, (event, ...args) => {
    if (!isTrusted(event)) throw new Error(`${channel}: untrusted sender`)
    return listener(event, ...args)
  })
}

// What a listener throws, or rejects with, drops the message.
function on(channel, listener) {
  ipcMain.on(channel, (event, ...args) => {
    if (!isTrusted(event)) return console.warn(`${channel}: untrusted sender`)
    Promise.resolve().then(() => listener(event, ...args)).catch((error) => { console.warn(`${channel}: ${error}`) })
  })
}

// In the place of ipcMain: listeners run at once, and what they throw is thrown. A page that waits and is no own one gets null.
const trustedIpcMain = {
  handle (channel, listener) {
    ipcMain.handle(channel, (event, ...args) => {
      if (!isTrusted(event)) throw new Error(`${channel}: untrusted sender`)
      return listener(event, ...args)
    })
  },

  on (channel, listener) {
    ipcMain.on(channel, (event, ...args) => {
      // an event without a sender is main's own, by ipcMain.emit
      if (!event || !event.sender || isTrusted(event)) {
        listener(event, ...args)
      } else {
        console.warn(`${channel}: untrusted sender`)
        event.returnValue = null
      }
    })
  }
}

module.exports = { handle, on, trustedIpcMain }
