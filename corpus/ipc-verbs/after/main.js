const { app, BrowserWindow } = require('electron')
const path = require('path')
const CHANNELS = require('./channels')
const store = require('./store')
const { trustedIpcMain } = require('./trusted-ipc')

const GREETING = 'greeting'

let win = null

function createWindow () {
  win = new BrowserWindow({
    width: 800,
    height: 700,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile(path.join('page', 'index.html'))
  win.on('closed', () => { win = null })
}

app.whenReady().then(createWindow)

app.on('window-all-closed', () => app.quit())

// one-way messages; the answer, if any, is a message of its own
trustedIpcMain.on(CHANNELS.ADD, (event, item) => {
  store.add(item)
  event.sender.send(CHANNELS.CHANGED, store.titles(), item)
})

trustedIpcMain.on(CHANNELS.REMOVE, (event, index, reason) => {
  const [item] = store.remove(index)
  event.reply(CHANNELS.CHANGED, store.titles(), item, reason)
})

trustedIpcMain.on('greet', (event, name) => {
  event.reply(GREETING, `Grüß dich, ${name}!`)
  event.reply(GREETING, 'never read: the page listens once')
})

trustedIpcMain.on('export', (event, { title, columns }) => {
  for (const percent of [0, 50, 100]) event.sender.send(CHANNELS.PROGRESS, percent, `${title} (${columns.join(', ')})`)
  event.sender.send('export:done')
})

trustedIpcMain.on('tick', (event) => {
  win.webContents.send('tock', new Date(0), { count: store.count() })
})

trustedIpcMain.handle('ping', (event) => undefined)

// synchronous questions
trustedIpcMain.on('settings:get', (event, key) => {
  event.returnValue = store.setting(key)
})

trustedIpcMain.on('count', (event) => {
  event.returnValue = store.count()
})

// requests
trustedIpcMain.handle('sum', (event, ...numbers) => numbers.reduce((a, b) => a + b, 0))

trustedIpcMain.handle('find', async (event, query) => {
  if (query.text === '') throw new Error('nothing to look for')
  return { query, hits: store.titles().filter((title) => title.includes(query.text)) }
})

trustedIpcMain.handle('stats', () => ({ items: store.count(), longest: Math.max(0, ...store.titles().map((title) => title.length)) }))
