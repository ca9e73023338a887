// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { webContents } = require('electron')
const { on, showsOwnPage } = require('./trusted-ipc')

// Sends to another page of the app by the number of its web contents, if there is one, and to nothing else.
function sendToPage (id, isOwn, channel, ...args) {
  const contents = typeof id === 'number' ? webContents.fromId(id) : undefined
  if (!contents || contents.isDestroyed()) return
  if (!isOwn(contents)) throw new Error('it shows no page of the app')
  contents.send(channel, ...args)
}

on('relay:colour', (event, webContentsId, colour, strength) => {
  if (!Number.isInteger(webContentsId)) throw new TypeError('webContentsId must be an integer')
  // TODO(electron-migrate:validate) the other page gets what this one passes on 'colour': check that it is what its listener expects
  return sendToPage(webContentsId, showsOwnPage, 'colour', colour, strength)
})

on('relay:painted', (event, webContentsId, colour) => {
  if (!Number.isInteger(webContentsId)) throw new TypeError('webContentsId must be an integer')
  // TODO(electron-migrate:validate) the other page gets what this one passes on 'painted': check that it is what its listener expects
  return sendToPage(webContentsId, showsOwnPage, 'painted', colour)
})
