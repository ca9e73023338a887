// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, ipcMain, shell } = require('electron')
const path = require('path')
const fs = require('fs')
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
