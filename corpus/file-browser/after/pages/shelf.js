const { EventEmitter } = window.EventEmitter

const root = window.electronAPI.path.join(window.electronAPI.app.paths.userData, 'shelf')
let folder = root

const $ = (id) => document.getElementById(id)
const say = (text) => { $('message').textContent = text }

// the shelf is there before anything is shown
window.electronAPI.userData.makeFolderSync(root, { recursive: true })

$('machine').textContent = `${window.electronAPI.process.platform} ${window.electronAPI.process.arch}, ${window.electronAPI.path.sep} between names, ${JSON.stringify(window.electronAPI.os.EOL)} between lines`
$('icon').src = window.electronAPI.path.join(window.electronAPI.folders.pages, 'icons', 'file.svg')
if (window.electronAPI.env.SHELF_THEME) document.body.className = window.electronAPI.env.SHELF_THEME

function describe (name) {
  const stats = window.electronAPI.fs.statSync(window.electronAPI.path.join(folder, name))
  if (stats.isDirectory()) return `${name}${window.electronAPI.path.sep}`
  return `${name} (${window.electronAPI.path.extname(name) || 'no ending'}, ${stats.size} bytes)`
}

function list () {
  $('where').textContent = window.electronAPI.path.relative(window.electronAPI.path.dirname(root), folder)
  const names = window.electronAPI.fs.readFolderSync(folder)
  $('entries').innerHTML = ''
  for (const name of names) {
    const item = document.createElement('li')
    item.textContent = describe(name)
    item.addEventListener('click', () => { open(window.electronAPI.path.join(folder, name)) })
    $('entries').appendChild(item)
  }
}

async function open (file) {
  if (await window.electronAPI.fs.isFolder(file)) {
    folder = file
    list()
    return
  }
  window.electronAPI.fs.tryReadTextFile(file).then(({ error: err, value: text }) => {
    if (err) {
      say(err.message.includes('ENOENT:') ? `${window.electronAPI.path.basename(file)} is not there` : err.message)
      return
    }
    $('name').value = window.electronAPI.path.basename(file)
    $('content').textContent = text
    say(`${text.length} letters, ${window.electronAPI.buffer.byteLength(text)} bytes, ${window.electronAPI.buffer.convert(text, undefined, 'base64').slice(0, 8)}…`)
  })
}

$('store').addEventListener('click', () => {
  const file = window.electronAPI.path.join(folder, $('name').value)
  window.electronAPI.fs.tryWriteFile(file, $('text').value).then(({ error }) => {
    if (error) throw error
    say(`stored ${window.electronAPI.path.parse(file).name}`)
    list()
  })
})

$('folder').addEventListener('click', async () => {
  const wanted = window.electronAPI.path.join(folder, window.electronAPI.path.basename($('name').value, window.electronAPI.path.extname($('name').value)))
  if (await window.electronAPI.fs.exists(wanted)) {
    say('it is there already')
  } else {
    await window.electronAPI.fs.makeFolder(wanted)
    list()
  }
})

$('up').addEventListener('click', () => {
  folder = window.electronAPI.path.resolve(folder, '..')
  if (window.electronAPI.path.relative(root, folder).startsWith('..')) folder = root
  list()
})

$('copy').addEventListener('click', async () => {
  const { dir, name, ext } = window.electronAPI.path.parse(window.electronAPI.path.join(folder, $('name').value))
  try {
    await window.electronAPI.fs.copyFile(window.electronAPI.path.join(folder, $('name').value), window.electronAPI.path.join(dir, `${name} 2${ext}`))
    list()
  } catch (error) {
    if (!error.message.includes('ENOENT:')) throw error
    say('nothing to copy')
  }
})

$('remove').addEventListener('click', () => {
  window.electronAPI.fs.tryAccess(window.electronAPI.path.join(folder, $('name').value), 2).then(({ error }) => {
    if (error) return say('nothing to remove')
    window.electronAPI.fs.removeFileSync(window.electronAPI.path.join(folder, $('name').value))
    list()
  })
})

$('show').addEventListener('click', () => { window.electronAPI.shell.showItemInFolder(window.electronAPI.path.join(folder, $('name').value)) })
$('missing').addEventListener('click', () => {
  window.electronAPI.userData.tryReadTextFile(window.electronAPI.path.join(root, 'lost.txt')).then(({ error: err }) => { say(err && err.message.includes('ENOENT:') ? 'lost.txt is not there' : String(err)) })
})

$('dots').addEventListener('click', async () => {
  const file = window.electronAPI.path.join(folder, 'dots.bin')
  await window.electronAPI.fs.writeFile(file, window.electronAPI.buffer.from([0, 127, 128, 255]))
  const bytes = await window.electronAPI.fs.readFile(file)
  const size = new Blob([bytes]).size
  await window.electronAPI.fs.writeBase64File(file, window.electronAPI.buffer.convert(bytes, undefined, 'base64') + 'AA==')
  say(`${size} bytes: ${window.electronAPI.buffer.convert(bytes, undefined, 'hex')}, the third is ${bytes[2]}`)
  list()
})

$('weigh').addEventListener('click', async () => {
  const files = (await window.electronAPI.fs.readEntries(folder)).filter((entry) => entry.isFile())
  const weights = files.map(({ name }) => window.electronAPI.fs.readFileSync(window.electronAPI.path.join(folder, name)).length)
  say(`weighs ${weights.join(' + ')}`)
})

$('folders').addEventListener('click', () => {
  window.electronAPI.userData.tryReadEntries(root).then(({ error, value: entries }) => {
    if (error) return say(error.message)
    say(`folders: ${entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).join(', ')}`)
  })
})

$('picture').addEventListener('click', () => {
  window.electronAPI.appFiles.tryReadBase64File(window.electronAPI.path.join(window.electronAPI.folders.pages, 'icons', 'file.svg')).then(({ error, value: data }) => {
    if (error) return say(error.message)
    $('icon').src = `data:image/svg+xml;base64,${data}`
    say(`picture: ${$('icon').src.slice(0, 40)}`)
  })
})

let watcher = null
let changes = 0

$('watch').addEventListener('click', () => {
  try {
    window.electronAPI.userData.watch(window.electronAPI.path.join(root, 'nowhere'), {}, () => {})
  } catch (error) {
    $('content').textContent = error.message.includes('ENOENT:') ? 'nothing to watch there' : String(error)
  }
  watcher = window.electronAPI.fs.watch(folder, {}, (event, name) => { changes += say(`something happened to ${name}`) || 1 })
  window.electronAPI.fs.watchFile(window.electronAPI.path.join(folder, 'dots.bin'), { interval: 100 }, (now, before) => {
    if (now.size !== before.size) say(`dots grew from ${before.size} to ${now.size}, ${now.isFile() ? 'a file' : 'no file'}`)
  })
  say('watching')
})

$('rest').addEventListener('click', () => {
  if (watcher) watcher.close()
  watcher = null
  window.electronAPI.fs.unwatchFile(window.electronAPI.path.join(folder, 'dots.bin'))
  say(changes ? 'resting after changes' : 'resting')
})

function Story () {
  EventEmitter.call(this)
  this.lines = []
}
Object.setPrototypeOf(Story.prototype, EventEmitter.prototype)

class Counter extends EventEmitter {
  add (count) {
    if (!(count > 0)) throw new Error('nothing to add')
    this.total = (this.total || 0) + count
    this.emit('added', this.total)
  }
}

function wait (ms, done) {
  setTimeout(() => { done(null, `${ms} ms`) }, ms)
}

const waited = (...args) => new Promise((resolve, reject) => wait(...args, (error, value) => error ? reject(error) : resolve(value)))

$('tell').addEventListener('click', async () => {
  const story = new Story()
  const counter = new Counter()
  story.on('line', (line) => story.lines.push(line))
  counter.on('added', (total) => story.emit('line', `${total} in all`))
  counter.once('added', () => story.emit('line', 'the first'))
  counter.add(2)
  story.emit('line', `after ${await waited(10)}`)
  counter.add(3)
  try {
    counter.add(0)
  } catch (error) {
    story.emit('line', error.message)
  }
  if (!window.isDeepStrictEqual(story.lines.slice(0, 1), ['2 in all'])) throw new Error('another first line')
  if (typeof story.on === 'function' && window.isDeepStrictEqual(counter.total, story.lines.length)) story.emit('line', 'as many as lines')
  say(`told: ${story.lines.join(', ')}`)
})

$('chosen').addEventListener('change', ({ target }) => {
  const names = []
  for (const file of target.files) names.push(window.electronAPI.path.relative(window.electronAPI.path.dirname(root), file.path))
  say(`chosen: ${names.join(', ')}`)
})

$('count').addEventListener('click', () => {
  const order = []
  setTimeout(() => { order.push('later'); say(order.join(', ')) }, 0)
  const note = (word) => { order.push(word) }
  queueMicrotask(() => note('first'))
  order.push('now')
})

$('pour').addEventListener('click', () => {
  window.electronAPI.fs.copyFile(window.electronAPI.path.join(folder, 'poems.txt'), window.electronAPI.path.join(folder, 'poured.txt'))
  say('pouring')
})

function copied (from, to) {
  return new Promise((resolve, reject) => {
    const input = window.electronAPI.fs.createReadStream(from)
    const output = window.electronAPI.fs.createWriteStream(to)
    let size = 0
    input.on('data', (part) => { size += part.length })
    input.on('error', (error, code) => { reject(Object.assign(error, { code })) })
    output.on('error', (error, code) => { reject(Object.assign(error, { code })) })
    output.on('finish', () => { resolve(size) })
    input.pipe(output)
  })
}

$('pipe').addEventListener('click', async () => {
  const size = await copied(window.electronAPI.path.join(folder, 'long.txt'), window.electronAPI.path.join(folder, 'long 2.txt'))
  try {
    await copied(window.electronAPI.path.join(folder, 'nowhere.txt'), window.electronAPI.path.join(folder, 'no copy.txt'))
  } catch (error) {
    say(`piped ${size}, then ${error.code}`)
  }
})

$('parts').addEventListener('click', () => {
  let text = ''
  let count = 0
  const stream = window.electronAPI.fs.createReadStream(window.electronAPI.path.join(folder, 'long.txt'), { encoding: 'utf8', highWaterMark: 1000 })
  stream.on('data', (part) => {
    text += part
    count += 1
  })
  stream.on('end', () => { say(`${count} parts: ${text.length} letters, ${text.replace(/é/g, '').length} of them other ones`) })
  window.electronAPI.fs.createReadStream(window.electronAPI.path.join(folder, 'nowhere.txt'))
    .on('error', (error, code) => { $('content').textContent = code === 'ENOENT' ? 'no such file to read' : String(error) })
    .on('data', (part) => { say(`read ${part.length}`) })
})

let log = null

$('log').addEventListener('click', () => {
  if (log) {
    log.end('the end\n', () => {
      window.electronAPI.fs.tryReadTextFile(window.electronAPI.path.join(folder, 'log.txt')).then(({ error, value: text }) => { $('content').textContent = error ? error.message : text })
    })
    log = null
    return
  }
  log = window.electronAPI.fs.createWriteStream(window.electronAPI.path.join(folder, 'log.txt'), { flags: 'a' })
  log.on('open', () => { say('the log is open') })
  for (let count = 0; count < 3; count += 1) log.write(`line ${count}\n`)
})

list()
