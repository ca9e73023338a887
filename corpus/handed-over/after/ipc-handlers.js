// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, ipcMain } = require('electron')

// A value that cannot be had is left out: no page fails for it.
function attempt(value) {
  try { return value() } catch (error) { return undefined }
}

// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
  event.returnValue = {
    'app.version': attempt(() => app.getVersion())
  }
})
