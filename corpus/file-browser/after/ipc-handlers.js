// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, ipcMain, shell } = require('electron')
const path = require('path')
const fs = require('fs')
const stream = require('stream')
const { answer, handle, on } = require('./trusted-ipc')

// A value that cannot be had is left out: no page fails for it.
function attempt(value) {
  try { return value() } catch (error) { return undefined }
}

// What ends the watchers that pages have, by web contents and the number that the page gave.
const fileWatchers = new Map()

// The path, if it lies in this folder.
function inside(folder, file) {
  const way = path.relative(folder, file)
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) throw new TypeError(`${file} is not in ${folder}`)
  return file
}

// What to do when a page is left, reloaded or closed.
const pageEnds = new WeakMap()

// The streams that main has open for pages, with what tells the page of them, by web contents and the number that the page gave.
const pageStreams = new Map()

// Closes a stream that a page wants no more of.
function closeStream(page, id) {
  const { stream: unwanted } = pageStreams.get(`${page.id} ${id}`) || {}
  if (unwanted) unwanted.destroy()
}

// The options without the keys that no page of this app passes.
function pick(options, keys) {
  if (options === undefined || options === null) return {}
  if (typeof options !== 'object') throw new TypeError('the options must be an object')
  const picked = {}
  for (const [key, value] of Object.entries(options)) if (keys.includes(key)) picked[key] = value
  return picked
}

// What can cross of the entries of a folder: their methods as plain answers.
function plainEntries(entries) {
  return entries.map((entry) => {
    const kind = entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : ''
    return { name: entry.name, kind }
  })
}

// What can cross of what is known of a file: its methods as plain answers.
function plainStats(stats) {
  const { atime, birthtime, ctime, mode, mtime, mtimeMs, size } = stats
  const kind = stats.isSymbolicLink() ? 'link' : stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : ''
  return { atime, birthtime, ctime, kind, mode, mtime, mtimeMs, size }
}

// Lets a stream of a page flow into others of its streams, and, where the page hears its parts, read one more. Without either it flows to its end unheard.
function readParts(page, id, isHeard, targets) {
  const read = pageStreams.get(`${page.id} ${id}`)
  if (!read || !(read.stream instanceof stream.Readable)) return
  const source = read.stream
  for (const target of targets) {
    const written = pageStreams.get(`${page.id} ${target}`)
    if (written && written.stream instanceof stream.Writable) source.pipe(written.stream)
  }
  if (isHeard && !read.isHeard) {
    read.isHeard = true
    source.on('data', (part) => {
      // until the page asks for the next one
      source.pause()
      // bytes of their own: a part may be a piece of a buffer that holds more
      read.tell('data', typeof part === 'string' ? part : new Uint8Array(part))
    })
  }
  if (isHeard || targets.length === 0) source.resume()
}

// Ends a watcher of a page.
function unwatch(page, id) {
  const key = `${page.id} ${id}`
  const end = fileWatchers.get(key)
  if (fileWatchers.delete(key) && end) end()
}

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

// Keeps a watcher until the page ends it, or is left, reloaded or closed.
function keepWatcher(page, id, end) {
  const callOff = whenPageEnds(page, () => { unwatch(page, id) })
  fileWatchers.set(`${page.id} ${id}`, () => {
    callOff()
    end()
  })
}

// What tells a page of a thing that main has for it until that is over; `end` says what becomes of it when the page is left, reloaded or closed before.
function toldTo(page, channel, id, end) {
  let isThere = true
  const tell = (event, ...values) => { if (isThere && !page.isDestroyed()) page.send(channel, id, event, ...values) }
  const over = () => {
    isThere = false
    stay()
  }
  const stay = whenPageEnds(page, () => {
    over()
    end()
  })
  return { tell, over }
}

// Keeps a stream for a page until it is closed, or the page ends: then `end` is called.
function keepStream(page, channel, id, kept, events, end) {
  const key = `${page.id} ${id}`
  const { tell, over } = toldTo(page, channel, id, () => {
    pageStreams.delete(key)
    end()
  })
  pageStreams.set(key, { stream: kept, isHeard: false, tell })
  for (const event of events) kept.on(event, () => { tell(event) })
  kept.on('error', (error) => { tell('error', error.message, error.code) })
  kept.on('close', () => {
    tell('close')
    pageStreams.delete(key)
    over()
  })
}

// Opens a file that a page reads in parts.
function readFor(page, channel, id, path, options) {
  const file = fs.createReadStream(path, options)
  keepStream(page, channel, id, file, ['open', 'ready', 'end'], () => { file.destroy() })
}

// Looks at a file again and again for a page, which hears what has become of it.
function watchFileFor(page, changed, id, path, options) {
  const listener = (now, before) => {
    if (!page.isDestroyed()) page.send(changed, id, plainStats(now), plainStats(before))
  }
  fs.watchFile(path, options, listener)
  keepWatcher(page, id, () => { fs.unwatchFile(path, listener) })
}

// Watches a file or folder for a page, which hears of each change.
function watchFor(page, changed, id, path, options) {
  const watcher = fs.watch(path, options, (event, name) => {
    if (!page.isDestroyed()) page.send(changed, id, event, name)
  })
  watcher.on('error', (error) => { console.error(error) })
  keepWatcher(page, id, () => { watcher.close() })
}

// Opens a file that a page writes in parts; what it has sent is still written when the page is left.
function writeFor(page, channel, id, path, options) {
  const file = fs.createWriteStream(path, options)
  keepStream(page, channel, id, file, ['open', 'ready', 'finish'], () => { file.end() })
}

// Writes what a page sends to a stream; `isLast` ends it.
function writePart(page, id, data, isLast) {
  const { stream: target } = pageStreams.get(`${page.id} ${id}`) || {}
  return new Promise((resolve, reject) => {
    if (!(target instanceof stream.Writable)) {
      reject(new Error('EBADF: the file is not open any more'))
      return
    }
    const done = (error) => {
      if (error) reject(error)
      else resolve()
    }
    if (!isLast) target.write(data, done)
    else if (data === undefined || data === null) target.end(done)
    else target.end(data, done)
  })
}

// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
  event.returnValue = {
    'app.paths.userData': attempt(() => app.getPath('userData')),
    'folders.pages': attempt(() => path.join(__dirname, 'pages')),
    'process.cwd': attempt(() => process.cwd())
  }
})

handle('appFiles:readBase64File', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.promises.readFile(inside(path.join(__dirname, 'pages'), file), 'base64')
})

handle('fs:access', (event, file, mode) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.access(file, mode)
})

handle('fs:copyFile', (event, from, to) => {
  if (typeof from !== 'string') throw new TypeError('from must be a string')
  if (typeof to !== 'string') throw new TypeError('to must be a string')
  // TODO(electron-migrate:validate) Any file of the user is changed here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.copyFile(from, to)
})

handle('fs:createReadStream', (event, id, path, options) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof path !== 'string') throw new TypeError('path must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return readFor(event.sender, 'fs:createReadStream:event', id, path, pick(options, ['encoding', 'end', 'highWaterMark', 'start']))
})

handle('fs:createWriteStream', (event, id, path, options) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof path !== 'string') throw new TypeError('path must be a string')
  // TODO(electron-migrate:validate) Any file of the user is changed here: let through only files of the app's own, or those that the user chose in a dialog.
  return writeFor(event.sender, 'fs:createWriteStream:event', id, path, pick(options, ['flags', 'mode']))
})

handle('fs:exists', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.existsSync(file)
})

handle('fs:isFolder', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.stat(file).then((stats) => stats.isDirectory())
})

handle('fs:makeFolder', (event, folder, options) => {
  if (typeof folder !== 'string') throw new TypeError('folder must be a string')
  // TODO(electron-migrate:validate) Any file of the user is changed here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.mkdir(folder, pick(options, ['recursive'])).then(() => undefined)
})

handle('fs:readEntries', (event, folder) => {
  if (typeof folder !== 'string') throw new TypeError('folder must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.readdir(folder, { withFileTypes: true }).then(plainEntries)
})

handle('fs:readFile', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.readFile(file)
})

answer('fs:readFileSync', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.readFile(file)
})

answer('fs:readFolderSync', (event, folder) => {
  if (typeof folder !== 'string') throw new TypeError('folder must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.readdir(folder)
})

handle('fs:readTextFile', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.readFile(file, 'utf8')
})

answer('fs:removeFileSync', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file of the user is changed here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.unlink(file)
})

answer('fs:statSync', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.stat(file).then(plainStats)
})

on('fs:unwatch', (event, id) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  return unwatch(event.sender, id)
})

answer('fs:watch', (event, id, path, options) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof path !== 'string') throw new TypeError('path must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return watchFor(event.sender, 'fs:watch:changed', id, path, pick(options, ['persistent', 'recursive']))
})

answer('fs:watchFile', (event, id, path, options) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof path !== 'string') throw new TypeError('path must be a string')
  // TODO(electron-migrate:validate) Any file that the user can read is read here: let through only files of the app's own, or those that the user chose in a dialog.
  return watchFileFor(event.sender, 'fs:watchFile:changed', id, path, pick(options, ['interval', 'persistent']))
})

handle('fs:writeBase64File', (event, file, data) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file of the user is changed here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.writeFile(file, data, 'base64')
})

handle('fs:writeFile', (event, file, data) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) Any file of the user is changed here: let through only files of the app's own, or those that the user chose in a dialog.
  return fs.promises.writeFile(file, data)
})

on('shell:showItemInFolder', (event, fullPath) => {
  if (typeof fullPath !== 'string') throw new TypeError('fullPath must be a string')
  // TODO(electron-migrate:validate) check that the path lies inside a folder that this app may touch (resolve, realpath, then compare with path.relative)
  return shell.showItemInFolder(fullPath)
})

on('streams:close', (event, id) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  return closeStream(event.sender, id)
})

on('streams:read', (event, id, isHeard, targets) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof isHeard !== 'boolean') throw new TypeError('isHeard must be a boolean')
  return readParts(event.sender, id, isHeard, targets)
})

handle('streams:write', (event, id, data, isLast) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof isLast !== 'boolean') throw new TypeError('isLast must be a boolean')
  return writePart(event.sender, id, data, isLast)
})

answer('userData:makeFolderSync', (event, folder, options) => {
  if (typeof folder !== 'string') throw new TypeError('folder must be a string')
  return fs.promises.mkdir(inside(app.getPath('userData'), folder), pick(options, ['recursive'])).then(() => undefined)
})

handle('userData:readEntries', (event, folder) => {
  if (typeof folder !== 'string') throw new TypeError('folder must be a string')
  return fs.promises.readdir(inside(app.getPath('userData'), folder), { withFileTypes: true }).then(plainEntries)
})

handle('userData:readTextFile', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  return fs.promises.readFile(inside(app.getPath('userData'), file), 'utf8')
})

answer('userData:watch', (event, id, path, options) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof path !== 'string') throw new TypeError('path must be a string')
  return watchFor(event.sender, 'userData:watch:changed', id, inside(app.getPath('userData'), path), pick(options, ['persistent', 'recursive']))
})
