// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, ipcMain } = require('electron')
const fs = require('fs')
const path = require('path')
const crypto = require('crypto')
const { answer, handle, on } = require('./trusted-ipc')

// A value that cannot be had is left out: no page fails for it.
function attempt(value) {
  try { return value() } catch (error) { return undefined }
}

// The digest of a text or of bytes, as text.
function digestOf(algorithm, encoding, data, dataEncoding) {
  const hash = crypto.createHash(algorithm)
  if (dataEncoding === undefined) hash.update(data)
  else hash.update(data, dataEncoding)
  return hash.digest(encoding)
}

// The path, if it lies in this folder.
function inside(folder, file) {
  const way = path.relative(folder, file)
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) throw new TypeError(`${file} is not in ${folder}`)
  return file
}

const keptByName = {}

// Made once, when it is first asked for.
function kept(name, make) {
  if (!(name in keptByName)) keptByName[name] = make()
  return keptByName[name]
}

function oneOf(value, allowed) {
  if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`)
  return value
}

// The options without the keys that no page of this app passes.
function pick(options, keys) {
  if (options === undefined || options === null) return {}
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked
}

// electron-store as pages had it, made when it is first asked for.
function prefsStore() {
  return kept('prefsStore', () => new (require('electron-store'))({ name: 'prefs', defaults: { theme: 'light', size: 14 } }))
}

// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
  event.returnValue = {
    'app.paths.userData': attempt(() => app.getPath('userData'))
  }
})

handle('crypto:digest', (event, algorithm, encoding, data, dataEncoding) => digestOf(oneOf(algorithm, ['md5']), oneOf(encoding, ['base64', 'hex']), data, dataEncoding))

on('prefsStore:delete', (event, key) => prefsStore().delete(oneOf(key, ['signed', 'theme'])))

handle('prefsStore:get', (event, key, fallback) => prefsStore().get(oneOf(key, ['signed']), fallback))

answer('prefsStore:getSync', (event, key, fallback) => prefsStore().get(oneOf(key, ['name', 'size', 'theme']), fallback))

answer('prefsStore:hasSync', (event, key) => prefsStore().has(oneOf(key, ['signed'])))

on('prefsStore:set', (event, key, value) => prefsStore().set(oneOf(key, ['theme']), value))

on('prefsStore:setAll', (event, entries) => prefsStore().set(pick(entries, ['name', 'signed'])))

handle('userData:exists', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.existsSync(inside(app.getPath('userData'), file))
})

handle('userData:readTextFile', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.promises.readFile(inside(app.getPath('userData'), file), 'utf8')
})

handle('userData:writeFile', (event, file, data) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.promises.writeFile(inside(app.getPath('userData'), file), data)
})
