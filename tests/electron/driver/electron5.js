// Stands in for Electron 5, where dialogs and cookies gave pages their result by callback, or in place: by remote a page gets that, main what it has.
'use strict'

const { app, dialog, session } = require('electron')
const fs = require('fs')

/** Once for a run; the dialogs are stood in for already. `andMain`: main's own callbacks are called, too. */
function answerPagesAsElectron5 ({ andMain = false } = {}) {
  const results = {
    showOpenDialog: ({ canceled, filePaths }) => [canceled ? undefined : filePaths],
    showSaveDialog: ({ canceled, filePath }) => [canceled ? undefined : filePath],
    showMessageBox: ({ response, checkboxChecked }) => [response, checkboxChecked]
  }
  for (const [name, passes] of Object.entries(results)) {
    const promised = dialog[name]
    const inPlace = dialog[`${name}Sync`]
    dialog[name] = (...args) => {
      if (isOfTheApp() && !(andMain && typeof args[args.length - 1] === 'function')) return promised(...args)
      const callback = typeof args[args.length - 1] === 'function' ? args.pop() : null
      if (!callback) return inPlace(...args)
      promised(...args).then((answer) => callback(...passes(answer)))
    }
  }
  app.whenReady().then(() => {
    const { cookies } = session.defaultSession
    for (const name of ['get', 'set', 'remove']) withCallback(cookies, name, name !== 'remove')
  })
}

module.exports = { answerPagesAsElectron5 }

/** The last Electron that called callbacks was 6; `failing`: an error comes first. */
function withCallback (owner, name, failing) {
  const promised = owner[name].bind(owner)
  owner[name] = (...args) => {
    const callback = typeof args[args.length - 1] === 'function' ? args.pop() : null
    const promise = promised(...args)
    if (!callback) return promise
    promise.then((value) => failing ? callback(null, value) : callback(), (error) => failing ? callback(error) : callback())
  }
}

/** Whether main's own code asks, and not a page by remote. */
function isOfTheApp () {
  const { stack } = new Error()
  return stack.includes(app.getAppPath()) || stack.includes(fs.realpathSync(app.getAppPath()))
}
