const { app, BrowserWindow, dialog, ipcMain, shell } = require('electron')
const path = require('path')
const { pathToFileURL } = require('url')

const PAGE = path.join(__dirname, 'index.html')
const KINDS = ['openFile', 'openDirectory']
const SITES = ['https://example.com']

const fromOwnPage = (event) => event.sender.getURL().split(/[?#]/)[0] === pathToFileURL(PAGE).href

function handle (channel, listener) {
  ipcMain.handle(channel, (event, ...args) => {
    if (!fromOwnPage(event)) throw new Error(`${channel}: not for this page`)
    return listener(event, ...args)
  })
}

handle('files:choose', async (event, kind) => {
  if (!KINDS.includes(kind)) throw new TypeError('files:choose: unknown kind')
  const { filePaths } = await dialog.showOpenDialog(BrowserWindow.fromWebContents(event.sender), { properties: [kind] })
  return filePaths
})

handle('site:open', (event, address) => {
  const { origin, href } = new URL(address)
  if (!SITES.includes(origin)) throw new Error('site:open: not one of ours')
  return shell.openExternal(href)
})

ipcMain.on('clock:start', (event) => {
  if (!fromOwnPage(event)) return
  for (const second of [1, 2, 3]) event.sender.send('clock:tick', second)
})

app.on('web-contents-created', (event, contents) => {
  contents.on('will-navigate', (event2, address) => {
    if (!address.startsWith(pathToFileURL(PAGE).href)) event2.preventDefault()
  })
  contents.on('new-window', (event2) => event2.preventDefault())
})

app.whenReady().then(() => {
  const window = new BrowserWindow({
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  window.loadURL(pathToFileURL(PAGE).href)
})

app.on('window-all-closed', () => app.quit())
