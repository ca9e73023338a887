// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, BrowserWindow, nativeTheme, powerMonitor, screen } = require('electron')
const { answer, handle, on } = require('./trusted-ipc')

// What ends the forwarding of an event to a page, by web contents and channel.
const forwarded = new Map()

function oneOf(value, allowed) {
  if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`)
  return value
}

// What to do when a page is left, reloaded or closed.
const pageEnds = new WeakMap()

// Runs `end` when the sender's page is left, reloaded or closed; what it returns calls that off.
function whenPageEnds(sender, end) {
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
function forward(event, channel, wanted, emitter, name, payload = () => [], ...of) {
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
function windowOf(event) {
  const win = BrowserWindow.fromWebContents(event.sender)
  if (!win || win.isDestroyed()) throw new Error('the page has no window')
  return win
}

on('app:onBeforeQuit', (event, wanted) => forward(event, 'app:onBeforeQuit', wanted, app, 'before-quit'))

answer('nativeTheme:getThemeSourceSync', () => nativeTheme.themeSource)

on('nativeTheme:onUpdated', (event, wanted) => forward(event, 'nativeTheme:onUpdated', wanted, nativeTheme, 'updated'))

on('nativeTheme:setThemeSource', (event, source) => nativeTheme.themeSource = oneOf(source, ['dark', 'light', 'system']))

on('powerMonitor:onResume', (event, wanted) => forward(event, 'powerMonitor:onResume', wanted, powerMonitor, 'resume'))

on('powerMonitor:onSuspend', (event, wanted) => forward(event, 'powerMonitor:onSuspend', wanted, powerMonitor, 'suspend'))

on('screen:onDisplayAdded', (event, wanted) => forward(event, 'screen:onDisplayAdded', wanted, screen, 'display-added', (_event, newDisplay) => [newDisplay]))

handle('window:getSize', (event) => windowOf(event).getSize())

handle('window:isMaximized', (event) => windowOf(event).isMaximized())

answer('window:isMaximizedSync', (event) => windowOf(event).isMaximized())

on('window:maximize', (event) => windowOf(event).maximize())

on('window:onMaximize', (event, wanted) => forward(event, 'window:onMaximize', wanted, windowOf(event), 'maximize'))

on('window:onResize', (event, wanted) => forward(event, 'window:onResize', wanted, windowOf(event), 'resize'))

on('window:onUnmaximize', (event, wanted) => forward(event, 'window:onUnmaximize', wanted, windowOf(event), 'unmaximize'))

on('window:setSize', (event, width, height) => {
  if (!Number.isInteger(width)) throw new TypeError('width must be an integer')
  if (!Number.isInteger(height)) throw new TypeError('height must be an integer')
  return windowOf(event).setSize(width, height)
})

on('window:unmaximize', (event) => windowOf(event).unmaximize())
