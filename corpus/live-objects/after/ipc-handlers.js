// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { answer, handle, on } = require('./trusted-ipc')

// The objects of main that pages have a handle on, by page and number.
const liveObjects = new WeakMap()

// The object of this kind and number that the page itself has a handle on.
function liveOf(event, kind, id) {
  const kept = liveObjects.get(event.sender)
  const one = kept && kept.get(id)
  if (!one || one.kind !== kind) throw new Error(`the page has no such object (${kind})`)
  return one.object
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

// The last number that was given to an object: none is given twice.
const lastLive = { id: 0 }

// Keeps an object of main's for the page that asked for it, until that page ends. Answers with its number, or null where there is no object.
function keepLive(event, kind, object) {
  if (!object || (typeof object !== 'object' && typeof object !== 'function')) return null
  const { sender } = event
  const kept = liveObjects.get(sender) || new Map()
  liveObjects.set(sender, kept)
  const known = Array.from(kept).find(([, one]) => one.kind === kind && one.object === object)
  const id = known ? known[0] : lastLive.id += 1
  // the page that comes may ask for what the page that goes has as well
  if (known) known[1].stay()
  kept.set(id, { kind, object, stay: whenPageEnds(sender, () => { kept.delete(id) }) })
  return id
}

handle('library:count', () => require('./lib/library').count())

on('library:library.close', (event, id) => liveOf(event, 'library.library', id).close())

answer('library:library.createShelf', (event, id, name) => {
  // TODO(electron-migrate:validate) library.createShelf gets whatever a page passes as name: check that it is what main expects
  return keepLive(event, 'library.shelf', liveOf(event, 'library.library', id).createShelf(name))
})

answer('library:library.shelf', (event, id, name) => {
  // TODO(electron-migrate:validate) library.shelf gets whatever a page passes as name: check that it is what main expects
  return keepLive(event, 'library.shelf', liveOf(event, 'library.library', id).shelf(name))
})

answer('library:openLibrarySync', (event) => keepLive(event, 'library.library', require('./lib/library').openLibrary()))

handle('library:search.run', (event, id) => liveOf(event, 'library.search', id).run())

on('library:search.stop', (event, id) => liveOf(event, 'library.search', id).stop())

on('library:shelf.add', (event, id, arg1) => {
  // TODO(electron-migrate:validate) shelf.add gets whatever a page passes as arg1: check that it is what main expects
  return liveOf(event, 'library.shelf', id).add(arg1)
})

handle('library:shelf.list', (event, id) => liveOf(event, 'library.shelf', id).list())

handle('library:shelf.open', (event, id) => liveOf(event, 'library.shelf', id).open())

answer('library:shelf.search', (event, id, word) => {
  // TODO(electron-migrate:validate) shelf.search gets whatever a page passes as word: check that it is what main expects
  return keepLive(event, 'library.search', liveOf(event, 'library.shelf', id).search(word))
})
