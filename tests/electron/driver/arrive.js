// The ways in which a user can come to the first page: at once, after a reload, with Back, in a second window.
'use strict'

const { BrowserWindow } = require('electron')
const { windows } = require('./user')

/** Waits for the app's first window, then takes the ways that `options` ask for. */
async function arrive (user, options) {
  user.own = await user.until(() => windows()[0])
  await user.settled()
  if (options['second-window']) await openSecondWindow(user)
  if (options.back) await awayAndBack(user)
  if (options.reload) await reload(user)
}

module.exports = { arrive }

async function openSecondWindow (user) {
  const first = user.own.webContents
  user.own = new BrowserWindow({ webPreferences: first.getLastWebPreferences() })
  await user.own.loadURL(first.getURL())
  await user.settled()
}

// away within the app, by the page itself
async function awayAndBack (user) {
  const home = user.own.webContents.getURL()
  for (const step of ['location.search = "?away"', 'history.back()']) {
    const there = navigated(user)
    await user.page(`void (${step})`)
    await there
    await user.settled()
  }
  if (user.own.webContents.getURL() !== home) throw new Error('Back did not lead back')
}

async function reload (user) {
  const there = navigated(user)
  user.own.reload()
  await there
  await user.settled()
}

function navigated (user) {
  return new Promise((resolve) => user.own.webContents.once('did-finish-load', resolve))
}
