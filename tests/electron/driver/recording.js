// What a run shows: per step what the user saw, what main received, what was asked of the desktop; then what was printed and what went wrong.
'use strict'

const { BrowserWindow, app, ipcMain } = require('electron')
const fs = require('fs')

const PAGE_CALLS = 'driver:page-call'
// Electron's own advice, its notice that a feature is on its way out, or that main still held a listener of a page left: not the app's words.
const NOT_OF_THE_APP = /Electron (Security Warning|Deprecation)|remote module is deprecated|deprecated and will be removed|enableRemoteModule|ProtocolDeprecateCallback|worldSafeExecuteJavaScript|closed or released/

class Recording {
  /** `places`: stand-in -> folder; a folder's path is written as its stand-in wherever it turns up. */
  constructor (places) {
    this.step = 'start'
    // longest first, so that none is cut by another
    this.places = Object.entries(places)
      .flatMap(([name, folder]) => spellings(folder).map((spelling) => [spelling, name]))
      .sort(([one], [other]) => other.length - one.length)
    this.steps = {}
    this.received = []
    this.calls = []
    this.console = []
    this.errors = []
    this.listenToMain()
    this.listenToPages()
  }

  saw (value) { this.steps[this.step] = this.plain(value) }

  called (name, args) { this.calls.push({ step: this.step, name, args: this.plain(Array.from(args)) }) }

  error (where, error) { this.errors.push(this.plain(`${where}: ${(error && error.message) || error}`)) }

  result () {
    const { steps, received, calls, console, errors } = this
    return { steps, received, calls, console, errors }
  }

  /** Every message of a page that reaches `ipcMain`, whoever listens there; Electron's internal ones never do. */
  listenToMain () {
    const recording = this
    const emit = ipcMain.emit
    ipcMain.emit = function (channel, event, ...args) {
      if (event && event.sender && channel !== PAGE_CALLS) recording.receivedBy(channel, args, ipcMain.listenerCount(channel) > 0)
      return emit.call(this, channel, event, ...args)
    }
    const handlers = ipcMain._invokeHandlers
    const get = handlers.get
    handlers.get = function (channel) {
      const handler = get.call(this, channel)
      return handler && ((event, ...args) => {
        recording.receivedBy(channel, args, true)
        return handler(event, ...args)
      })
    }
    // what page-preload.js stands in for
    ipcMain.on(PAGE_CALLS, (event, name, args) => {
      recording.called(name, args)
      event.returnValue = null
    })
    for (const level of ['warn', 'error']) {
      const print = console[level]
      console[level] = (...args) => {
        const message = args.map((arg) => (arg instanceof Error ? arg.message : String(arg))).join(' ')
        if (!NOT_OF_THE_APP.test(message)) recording.console.push(recording.plain(`main: ${message}`))
        print.apply(console, args)
      }
    }
  }

  receivedBy (channel, args, answered) {
    this.received.push({ step: this.step, channel, args: this.plain(args), answered })
  }

  listenToPages () {
    app.on('web-contents-created', (_event, contents) => {
      contents.on('console-message', (_event2, _level, message) => {
        if (!NOT_OF_THE_APP.test(message)) this.console.push(this.plain(message))
      })
      contents.on('preload-error', (_event2, _file, error) => this.error('preload', error))
      contents.on('render-process-gone', (_event2, { reason }) => { if (reason !== 'clean-exit') this.error('page', reason) })
    })
  }

  /** As JSON can say it. Functions are left out of objects; what has no plain form is named. */
  plain (value) {
    if (typeof value === 'string') return this.places.reduce((text, [folder, name]) => text.split(folder).join(name), value)
    if (value === undefined) return '<undefined>'
    if (typeof value === 'function') return '<function>'
    if (typeof value === 'bigint' || typeof value === 'symbol') return `<${typeof value}>`
    if (typeof value === 'number' && !Number.isFinite(value)) return `<${value}>`
    if (value === null || typeof value !== 'object') return value
    if (value instanceof BrowserWindow) return `<window ${value.id}>`
    if (value instanceof Date) return `<date ${value.getTime()}>`
    if (value instanceof Error) return `<error ${value.message}>`
    if (ArrayBuffer.isView(value)) return `<bytes ${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}>`
    if (value instanceof Map || value instanceof Set) return [`<${value.constructor.name}>`, this.plain(Array.from(value))]
    if (Array.isArray(value)) return value.map((item) => this.plain(item))
    const entries = Object.entries(value).filter(([, item]) => item !== undefined && typeof item !== 'function')
    return Object.fromEntries(entries.map(([key, item]) => [key, this.plain(item)]))
  }
}

module.exports = { Recording, PAGE_CALLS }

function spellings (folder) {
  const found = new Set([folder])
  try { found.add(fs.realpathSync(folder)) } catch (error) { /* not there: as given only */ }
  return Array.from(found)
}
