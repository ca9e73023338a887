// Stands in for what is outside the app and would wait for a person: dialogs, other programs, menus, the window manager.
'use strict'

const { app, BrowserWindow, dialog, Menu, Notification, shell, Tray } = require('electron')
const path = require('path')

const { makeWindowsAsElectron4 } = require('./electron4')
const { answerPagesAsElectron5 } = require('./electron5')
const { options } = require('./options')

/** Returns what an actions file's `setup` may prepare: the answers to dialogs. */
function standInForDesktop (recording) {
  const desktop = {
    menu: null,
    /** The tray icon that something was done with last: `{ icon, toolTip, menu }`. */
    tray: null,
    /** The notification that was shown last. */
    notification: null,
    answers: {
      showOpenDialog: { canceled: true, filePaths: [] },
      showSaveDialog: { canceled: true, filePath: '' },
      showMessageBox: { response: 0, checkboxChecked: false }
    },
    /** From now on the dialog `name` (`showOpenDialog`, …) is answered so, in its synchronous form too. */
    answer (name, value) {
      if (!(name in desktop.answers)) throw new Error(`no such dialog: ${name}`)
      Object.assign(desktop.answers[name], value)
    },
    /** For an app that was written for Electron 5. */
    answerAsElectron5 () { answerPagesAsElectron5() },
    /** For an app that was written for Electron 4 or older. What raising it asks of a person is stood in for in each run, what the migration does in the first. */
    asElectron4 () {
      makeWindowsAsElectron4(options.after ? {} : { nodeIntegration: true, webviewTag: true })
      answerPagesAsElectron5({ andMain: true })
    }
  }
  answerDialogs(recording, desktop)
  keepOtherProgramsShut(recording)
  holdMenus(recording, desktop)
  holdTray(recording, desktop)
  holdNotifications(recording, desktop)
  manageWindows(recording)
  for (const name of ['quit', 'exit', 'relaunch']) app[name] = (...args) => recording.called(`app.${name}`, args)
  return desktop
}

module.exports = { standInForDesktop }

// A dialog's synchronous form is recorded under the name of the other: one may become the other.
function answerDialogs (recording, desktop) {
  const results = {
    showOpenDialog: ({ canceled, filePaths }) => (canceled ? undefined : filePaths),
    showSaveDialog: ({ canceled, filePath }) => (canceled ? undefined : filePath),
    showMessageBox: ({ response }) => response
  }
  for (const [name, result] of Object.entries(results)) {
    const ask = (args) => {
      recording.called(`dialog.${name}`, args)
      return { ...desktop.answers[name] }
    }
    dialog[name] = async (...args) => ask(args)
    dialog[`${name}Sync`] = (...args) => result(ask(args))
  }
  dialog.showErrorBox = (...args) => recording.called('dialog.showErrorBox', args)
}

function keepOtherProgramsShut (recording) {
  const answers = { openExternal: Promise.resolve(), openPath: Promise.resolve(''), showItemInFolder: undefined, moveItemToTrash: true, beep: undefined }
  for (const [name, answer] of Object.entries(answers)) {
    shell[name] = (...args) => {
      recording.called(`shell.${name}`, args)
      return answer
    }
  }
  // A page with Node has a `shell` of its own.
  app.on('session-created', (session) => session.setPreloads([path.join(__dirname, 'page-preload.js')]))
}

function holdMenus (recording, desktop) {
  Menu.prototype.popup = function (options = {}) {
    recording.called('Menu.popup', [this.items.map(({ label, type, enabled, checked }) => ({ label, type, enabled, checked }))])
    desktop.menu = { menu: this, options }
  }
}

// What an icon is given is remembered and told; which icons went with their page is not, as the old app left that to the garbage collector.
function holdTray (recording, desktop) {
  const entryOf = (icon) => {
    if (!desktop.tray || desktop.tray.icon !== icon) desktop.tray = { icon, toolTip: '', menu: null }
    return desktop.tray
  }
  const { setToolTip, setContextMenu } = Tray.prototype
  Tray.prototype.setToolTip = function (toolTip) {
    recording.called('Tray.setToolTip', [toolTip])
    setToolTip.call(this, toolTip)
    entryOf(this).toolTip = toolTip
  }
  Tray.prototype.setContextMenu = function (menu) {
    recording.called('Tray.setContextMenu', [menu && menu.items.map(({ label, type, enabled }) => ({ label, type, enabled }))])
    setContextMenu.call(this, menu)
    entryOf(this).menu = menu
  }
}

function holdNotifications (recording, desktop) {
  Notification.prototype.show = function () {
    recording.called('Notification.show', [{ title: this.title, body: this.body, silent: this.silent }])
    desktop.notification = this
  }
}

// There is no window manager: what it would do is remembered, and told as events.
function manageWindows (recording) {
  const states = new WeakMap()
  const stateOf = (window) => {
    if (!states.has(window)) states.set(window, { maximized: false, minimized: false, fullScreen: false })
    return states.get(window)
  }
  const change = (window, name, args, changes, event) => {
    recording.called(`window.${name}`, [window, ...args])
    const state = stateOf(window)
    if (Object.entries(changes).every(([key, value]) => state[key] === value)) return
    Object.assign(state, changes)
    setImmediate(() => { if (!window.isDestroyed()) window.emit(event, { sender: window, preventDefault () {} }) })
  }
  Object.assign(BrowserWindow.prototype, {
    isMaximized () { return stateOf(this).maximized },
    isMinimized () { return stateOf(this).minimized },
    isFullScreen () { return stateOf(this).fullScreen },
    maximize () { change(this, 'maximize', [], { maximized: true, minimized: false }, 'maximize') },
    unmaximize () { change(this, 'unmaximize', [], { maximized: false }, 'unmaximize') },
    minimize () { change(this, 'minimize', [], { minimized: true }, 'minimize') },
    restore () { change(this, 'restore', [], { minimized: false, maximized: false }, 'restore') },
    setFullScreen (on) { change(this, 'setFullScreen', [on], { fullScreen: Boolean(on) }, on ? 'enter-full-screen' : 'leave-full-screen') }
  })
}
