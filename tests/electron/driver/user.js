// What an actions file can do in the app, as a user would: look, click, type, choose.
'use strict'

const { BrowserWindow } = require('electron')
const { pageOf } = require('./audit')

const STILL_MS = 200
const PATIENCE_MS = 20000
// a page of an app that has just been started, on a busy machine
const LOAD_MS = 30000
const LOOK_MS = 50

class User {
  constructor (recording, desktop) {
    this.recording = recording
    this.desktop = desktop
    /** The window that is meant where none is named. */
    this.own = null
  }

  /** The newest window that shows the page (`tools.html`); without a name the one under test. */
  window (page) {
    if (!page) return this.own
    const showing = windows().filter((window) => pageOf(window.webContents.getURL()) === page)
    if (!showing.length) throw new Error(`no window shows ${page}`)
    return showing[showing.length - 1]
  }

  /** How many windows show the page; all without a name. */
  count (page) {
    return windows().filter((window) => !page || pageOf(window.webContents.getURL()) === page).length
  }

  /** The value of an expression in the page, as the page's own scripts would see it. */
  page (code, page) {
    return this.window(page).webContents.executeJavaScript(code, true)
  }

  async click (selector, page) {
    await this.page(`void ${found(selector)}.click()`, page)
  }

  async type (selector, text, page) {
    await this.page(`(${enter})(${found(selector)}, ${JSON.stringify(text)})`, page)
  }

  /** Chooses files for an input of type file, as its dialog would: the page gets Files that have a path. */
  async chooseFiles (selector, paths, page) {
    const { debugger: protocol } = this.window(page).webContents
    protocol.attach()
    try {
      const { root } = await protocol.sendCommand('DOM.getDocument')
      const { nodeId } = await protocol.sendCommand('DOM.querySelector', { nodeId: root.nodeId, selector })
      await protocol.sendCommand('DOM.setFileInputFiles', { nodeId, files: paths })
    } finally {
      protocol.detach()
    }
  }

  async rightClick (selector, page) {
    this.desktop.menu = null
    await this.page(`void ${found(selector)}.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))`, page)
    await this.until(() => this.desktop.menu)
  }

  /** Chooses from the menu that is open: `choose('More', 'Clear')`; nothing named: closes it. Closing is told before the click, as Electron does. */
  async choose (...labels) {
    const { menu, options } = this.desktop.menu
    const item = labels.reduce((at, label) => at.submenu.items.find((one) => one.label === label), { submenu: menu })
    if (options.callback) options.callback()
    if (labels.length) item.click({}, options.window || this.own, (options.window || this.own).webContents)
  }

  /** Chooses from the menu of the tray icon: `chooseFromTray('More', 'Add one')`. */
  chooseFromTray (...labels) {
    labels.reduce((at, label) => at.submenu.items.find((one) => one.label === label), { submenu: this.desktop.tray.menu }).click({}, this.own, this.own.webContents)
  }

  /** What is read on the page (or in one element), once it no longer changes. */
  async see (selector = 'body', page) {
    return this.still(() => this.page(`(${read})(${found(selector)})`, page))
  }

  /** The value of `probe` once it has not changed for a while. */
  async still (probe) {
    const end = Date.now() + PATIENCE_MS
    let value = await probe()
    let since = Date.now()
    while (Date.now() < end && Date.now() - since < STILL_MS) {
      await sleep(LOOK_MS)
      const next = await probe()
      if (next !== value) [value, since] = [next, Date.now()]
    }
    return value
  }

  /** The first truthy value of `probe`; fails when there is none in time. */
  async until (probe, patience = PATIENCE_MS) {
    const end = Date.now() + patience
    for (;;) {
      const value = await probe()
      if (value) return value
      if (Date.now() > end) throw new Error(`waited in vain for ${probe}`)
      await sleep(LOOK_MS)
    }
  }

  /** Until the page has loaded and nothing is left to read differently. */
  async settled (page) {
    const window = this.window(page)
    await this.until(() => !window.webContents.isLoading(), LOAD_MS)
    await this.still(() => window.webContents.executeJavaScript('document.body ? document.title + document.body.innerText : ""'))
  }
}

module.exports = { User, windows }

function found (selector) {
  return `(${find})(${JSON.stringify(selector)})`
}

// These three are sent to the page as text: they use nothing of this file, and leave no name behind there.

function find (selector) {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`nothing on the page matches ${selector}`)
  return element
}

function enter (field, text) {
  field.value = text
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
}

function read (element) {
  return element.matches('input, textarea, select') ? element.value : element.innerText
}

function windows () {
  return BrowserWindow.getAllWindows().sort((a, b) => a.id - b.id)
}

function sleep (ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
