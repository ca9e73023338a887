// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
import { BrowserWindow } from 'electron'
import { answer, handle, on } from './trusted-ipc'

// What ends the forwarding of an event to a page, by web contents and channel.
const forwarded = new Map()

// What to do when a page is left, reloaded or closed.
const pageEnds = new WeakMap()

// Runs `end` when the sender's page is left, reloaded or closed; what it returns calls that off.
function whenPageEnds (sender, end) {
  const ends = pageEnds.get(sender) || new Set()
  if (!pageEnds.has(sender)) {
    pageEnds.set(sender, ends)
    const run = (some) => { for (const each of Array.from(some)) if (ends.delete(each)) each() }
    // the next page may ask for things before `did-navigate`: only what was there when it was called for ends then
    let leaving = new Set()
    sender.on('did-start-navigation', (_event, _url, isInPlace, isMainFrame) => {
      if (isMainFrame && !isInPlace) leaving = new Set(ends)
    })
    sender.on('did-navigate', () => { run(leaving) })
    sender.on('destroyed', () => { run(ends) })
  }
  ends.add(end)
  return () => { ends.delete(end) }
}

// Sends an event of main on to a page, from its first listener to its last, or until the page ends. Only what `payload` makes of it crosses,
// behind the number of the thing where the page knows several.
function forward (event, channel, wanted, emitter, name, payload = () => [], ...of) {
  const { sender } = event
  const key = [sender.id, channel, ...of].join()
  const stop = forwarded.get(key)
  if (stop) stop()
  if (wanted !== true || sender.isDestroyed()) return
  const listener = (...args) => { if (!sender.isDestroyed()) sender.send(channel, ...of, ...payload(...args)) }
  const end = () => {
    forwarded.delete(key)
    emitter.removeListener(name, listener)
    stay()
  }
  const stay = whenPageEnds(sender, end)
  forwarded.set(key, end)
  emitter.on(name, listener)
}

// The window of the page that asks. Without one, as in a webview or when it is gone, a request is rejected and a message dropped.
function windowOf (event) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}

handle('window:getSize', (event) => windowOf(event).getSize())

answer('window:isMaximizedSync', (event) => windowOf(event).isMaximized())

on('window:maximize', (event) => windowOf(event).maximize())

on('window:onMaximize', (event, wanted) => forward(event, 'window:onMaximize', wanted, windowOf(event), 'maximize'))

on('window:onUnmaximize', (event, wanted) => forward(event, 'window:onUnmaximize', wanted, windowOf(event), 'unmaximize'))

on('window:setSize', (event, width, height) => {
  if (!Number.isInteger(width)) throw new TypeError('width must be an integer')
  if (!Number.isInteger(height)) throw new TypeError('height must be an integer')
  return windowOf(event).setSize(width, height)
})

on('window:setTitle', (event, title) => {
  if (typeof title !== 'string') throw new TypeError('title must be a string')
  return windowOf(event).setTitle(title)
})

on('window:unmaximize', (event) => windowOf(event).unmaximize())
