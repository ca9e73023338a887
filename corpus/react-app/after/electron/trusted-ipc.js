// ipcMain for this app's own pages: a request from elsewhere is rejected, a message dropped, a caller that waits is told.
import { app, ipcMain } from 'electron'
import fs from 'fs'
import path from 'path'
import { fileURLToPath } from 'url'

// The pages: files, relative to this one; origins of custom schemes; the dev server, which a packaged app does not trust.
const files = ['../dist/index.html']
const origins = []
const devOrigins = [...(process.env.VITE_DEV_SERVER_URL ? [process.env.VITE_DEV_SERVER_URL] : [])]

// compared as files: the spelling of a file: URL differs by symlink, drive letter, case and escaping
function fileOf (name) {
  try { return fs.realpathSync.native(name) } catch (error) { return null }
}

function originOf (url) {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`.toLowerCase()
}

function isOwnPage (url) {
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

function isTrusted (event) {
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

export function handle (channel, listener) {
  ipcMain.handle(channel, (event, ...args) => {
    if (!isTrusted(event)) throw new Error(`${channel}: untrusted sender`)
    return listener(event, ...args)
  })
}

// What a listener throws, or rejects with, drops the message.
export function on (channel, listener) {
  ipcMain.on(channel, (event, ...args) => {
    if (!isTrusted(event)) return console.warn(`${channel}: untrusted sender`)
    Promise.resolve().then(() => listener(event, ...args)).catch((error) => { console.warn(`${channel}: ${error}`) })
  })
}

// For a page that waits: it always gets { ok, value } or { ok, error }.
export function answer (channel, listener) {
  ipcMain.on(channel, (event, ...args) => {
    const trusted = isTrusted(event)
    Promise.resolve().then(() => {
      if (!trusted) throw new Error(`${channel}: untrusted sender`)
      return listener(event, ...args)
    }).then((value) => {
      event.returnValue = { ok: true, value }
    }).catch((error) => {
      event.returnValue = { ok: false, error: error instanceof Error ? error.message : String(error) }
    })
  })
}
