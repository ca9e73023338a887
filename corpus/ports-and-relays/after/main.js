const { app, BrowserWindow, MessageChannelMain } = require('electron')
const path = require('path')
require('./ipc-handlers')
const { trustedIpcMain } = require('./trusted-ipc')

// palettes by the id of the web contents of their board
const palettes = new Map()
let strokes = 0

function createBoard () {
  const win = new BrowserWindow({
    width: 500,
    height: 400,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile(path.join(__dirname, 'pages', 'board.html'))
}

function createPalette (board) {
  const win = new BrowserWindow({
    width: 200,
    height: 400,
    webPreferences: {
      nodeIntegration: false,
      contextIsolation: true,
      sandbox: true,
      preload: path.join(__dirname, 'preload.js')
    }
  })
  win.loadFile(path.join(__dirname, 'pages', 'palette.html'))
  palettes.set(board.id, win.webContents)
  return win.webContents
}

app.whenReady().then(createBoard)

app.on('window-all-closed', () => app.quit())

// each page is told what it is: a handler of both windows
trustedIpcMain.handle('who-am-i', (event) => {
  const name = Array.from(palettes.values()).includes(event.sender) ? 'palette' : 'board'
  return { name, strokes }
})

trustedIpcMain.on('open-palette', (event) => {
  const board = event.sender
  const palette = createPalette(board)
  palette.once('did-finish-load', () => {
    palette.send('board-is', board.id)
    board.send('palette-is', palette.id)
  })
})

// a line of their own between the two windows
trustedIpcMain.on('connect', (event) => {
  const { port1, port2 } = new MessageChannelMain()
  event.sender.postMessage('line', 'board', [port1])
  palettes.get(event.sender.id).postMessage('line', 'palette', [port2])
})

// a page counts its strokes over a port that it made
trustedIpcMain.on('count', (event, start) => {
  const [port] = event.ports
  strokes = start
  port.on('message', ({ data }) => {
    strokes += data
    port.postMessage(strokes)
  })
  port.start()
})

trustedIpcMain.on('ask-size', (event) => { event.sender.send('size-wanted', 'stroke') })

trustedIpcMain.on('size', (event, what, size) => {
  console.log(`${what} ${size}`)
  for (const contents of [event.sender, ...palettes.values()]) contents.send('size-is', `${what} ${size}`)
})

trustedIpcMain.on('note', (event, text) => { console.log(`note: ${text} (${event.ports.length} ports)`) })
