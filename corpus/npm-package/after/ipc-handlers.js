// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { handle, on } = require('./trusted-ipc')

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

// electron-store as pages had it, made when it is first asked for.
function stockStore() {
  return kept('stockStore', () => new (require('electron-store'))({ name: 'stock' }))
}

handle('stockStore:get', (event, key, fallback) => stockStore().get(oneOf(key, ['last']), fallback))

on('stockStore:set', (event, key, value) => stockStore().set(oneOf(key, ['last']), value))
