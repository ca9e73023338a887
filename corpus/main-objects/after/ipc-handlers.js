// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { ipcMain } = require('electron')
const { answer, handle, on } = require('./trusted-ipc')

// A value that cannot be had is left out: no page fails for it.
function attempt (value) {
  try { return value() } catch (error) { return undefined }
}

// What a function of Node's style calls back with: an error's message, or the values.
function calledBack (start) {
  return new Promise((resolve) => {
    start((error, ...values) => {
      resolve(error ? { error: error instanceof Error ? error.message : String(error), values } : { values })
    })
  })
}

// How a call ended, for pages that look at more of its error than arrives by itself: its name, and what of it is plain (`code`, `errno`, `path`).
async function endOf (call) {
  try {
    return { value: await call() }
  } catch (caught) {
    const error = Object(caught)
    if (error !== caught) throw caught
    const plain = { name: error.name || 'Error', message: String(error.message) }
    for (const key of Object.keys(error)) {
      if (['string', 'number', 'boolean'].includes(typeof error[key])) plain[key] = error[key]
    }
    return { error: plain }
  }
}

function oneOf (value, allowed) {
  if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`)
  return value
}

// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
  event.returnValue = {
    'globals.appTitle': attempt(() => global.appTitle),
    'parts.LIMIT': attempt(() => require('./lib/parts').LIMIT),
    'parts.UNITS': attempt(() => require('./lib/parts').UNITS)
  }
})

handle('globals:greet', (event, name, loud) => {
  if (loud !== undefined && typeof loud !== 'boolean') throw new TypeError('loud must be a boolean')
  return global.greet(oneOf(name, ['ada', 'bob']), loud)
})

on('journal:info', (event, ...args) => {
  // TODO(electron-migrate:validate) journal.info gets whatever a page passes as args: check that it is what main expects
  return global.journal.info(...args)
})

handle('journal:size', () => global.journal.size())

handle('journal:tail', (event, count) => {
  if (typeof count !== 'number') throw new TypeError('count must be a number')
  return global.journal.tail(count)
})

on('journal:warn', (event, message, error) => {
  if (typeof message !== 'string') throw new TypeError('message must be a string')
  // TODO(electron-migrate:validate) journal.warn gets whatever a page passes as error: check that it is what main expects
  return global.journal.warn(message, error)
})

answer('parts:countSync', () => require('./lib/parts').count())

handle('parts:find', (event, id) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  return require('./lib/parts').find(id)
})

handle('parts:labels.of', (event, part) => {
  // TODO(electron-migrate:validate) ./lib/parts.labels.of gets whatever a page passes as part: check that it is what main expects
  return require('./lib/parts').labels.of(part)
})

handle('parts:take', (event, id, howMany) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof howMany !== 'number') throw new TypeError('howMany must be a number')
  return calledBack((callback) => require('./lib/parts').take(id, howMany, callback))
})

handle('parts:tryFind', (event, id) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  return endOf(() => require('./lib/parts').find(id))
})

handle('parts:tryOrder', (event, id) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  return endOf(() => require('./lib/parts').order(id))
})

handle('settings:get', (event, key) => global.settings.get(oneOf(key, ['editor', 'theme'])))

answer('settings:getSync', (event, key) => global.settings.get(oneOf(key, ['editor', 'theme'])))

on('settings:set', (event, key, value) => {
  // TODO(electron-migrate:validate) settings.set gets whatever a page passes as value: check that it is what main expects
  return global.settings.set(oneOf(key, ['theme']), value)
})

handle('shared:getVisits', () => global.shared.visits)

answer('shared:getVisitsSync', () => global.shared.visits)

handle('shared:last.getName', () => global.shared.last.name)

on('shared:last.setName', (event, value) => {
  // TODO(electron-migrate:validate) shared.last.name is set to whatever a page passes: check that it is what main expects
  return global.shared.last.name = value
})

on('shared:setVisits', (event, value) => {
  // TODO(electron-migrate:validate) shared.visits is set to whatever a page passes: check that it is what main expects
  return global.shared.visits = value
})
