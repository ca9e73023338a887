// Stands in for Electron 4, where a window's pages had Node unless the app said otherwise, and an icon that cannot be read was none.
'use strict'

const electron = require('electron')
const Module = require('module')

/** Once for a run, before the app is loaded. `defaults`: of the preferences that a window is not given. */
function makeWindowsAsElectron4 (defaults) {
  const { BrowserWindow, app } = electron
  const Window = new Proxy(BrowserWindow, {
    construct (target, [options = {}]) {
      const made = { ...options, webPreferences: { ...defaults, ...options.webPreferences } }
      if (typeof made.icon === 'string' && electron.nativeImage.createFromPath(made.icon).isEmpty()) delete made.icon
      return new target(made)
    }
  })
  // the names of Electron's module are getters that cannot be set: the app is given another object
  const names = Object.getOwnPropertyDescriptors(electron)
  names.BrowserWindow = { enumerable: true, value: Window }
  const standIn = new Module('electron', null)
  Object.assign(standIn, { id: 'electron', filename: 'electron', loaded: true, exports: Object.create(Object.getPrototypeOf(electron), names) })
  Module._cache.electron = standIn
  app.on('remote-get-builtin', (event, _contents, name) => { if (name === 'BrowserWindow') event.returnValue = Window })
}

module.exports = { makeWindowsAsElectron4 }
