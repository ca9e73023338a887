const fs = require('fs')
const path = require('path')
const os = require('os')
const { EventEmitter } = require('events')
const assert = require('assert')
const util = require('util')
const { remote, shell } = require('electron')

const root = path.join(remote.app.getPath('userData'), 'shelf')
let folder = root

const $ = (id) => document.getElementById(id)
const say = (text) => { $('message').textContent = text }

// the shelf is there before anything is shown
fs.mkdirSync(root, { recursive: true })

$('machine').textContent = `${os.platform()} ${process.arch}, ${path.sep} between names, ${JSON.stringify(os.EOL)} between lines`
$('icon').src = path.join(__dirname, 'icons', 'file.svg')
if (process.env.SHELF_THEME) document.body.className = process.env.SHELF_THEME

function describe (name) {
  const stats = fs.statSync(path.join(folder, name))
  if (stats.isDirectory()) return `${name}${path.sep}`
  return `${name} (${path.extname(name) || 'no ending'}, ${stats.size} bytes)`
}

function list () {
  $('where').textContent = path.relative(path.dirname(root), folder)
  const names = fs.readdirSync(folder)
  $('entries').innerHTML = ''
  for (const name of names) {
    const item = document.createElement('li')
    item.textContent = describe(name)
    item.addEventListener('click', () => { open(path.join(folder, name)) })
    $('entries').appendChild(item)
  }
}

function open (file) {
  if (fs.statSync(file).isDirectory()) {
    folder = file
    list()
    return
  }
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) {
      say(err.code === 'ENOENT' ? `${path.basename(file)} is not there` : err.message)
      return
    }
    $('name').value = path.basename(file)
    $('content').textContent = text
    say(`${text.length} letters, ${Buffer.byteLength(text)} bytes, ${Buffer.from(text).toString('base64').slice(0, 8)}…`)
  })
}

$('store').addEventListener('click', () => {
  const file = path.join(folder, $('name').value)
  fs.writeFile(file, $('text').value, (error) => {
    if (error) throw error
    say(`stored ${path.parse(file).name}`)
    list()
  })
})

$('folder').addEventListener('click', async () => {
  const wanted = path.join(folder, path.basename($('name').value, path.extname($('name').value)))
  if (fs.existsSync(wanted)) {
    say('it is there already')
  } else {
    await fs.promises.mkdir(wanted)
    list()
  }
})

$('up').addEventListener('click', () => {
  folder = path.resolve(folder, '..')
  if (path.relative(root, folder).startsWith('..')) folder = root
  list()
})

$('copy').addEventListener('click', async () => {
  const { dir, name, ext } = path.parse(path.join(folder, $('name').value))
  try {
    await fs.promises.copyFile(path.join(folder, $('name').value), path.join(dir, `${name} 2${ext}`))
    list()
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    say('nothing to copy')
  }
})

$('remove').addEventListener('click', () => {
  fs.access(path.join(folder, $('name').value), fs.constants.W_OK, (error) => {
    if (error) return say('nothing to remove')
    fs.unlinkSync(path.join(folder, $('name').value))
    list()
  })
})

$('show').addEventListener('click', () => { shell.showItemInFolder(path.join(folder, $('name').value)) })
$('missing').addEventListener('click', () => {
  fs.readFile(path.join(root, 'lost.txt'), 'utf8', (err) => { say(err && err.code === 'ENOENT' ? 'lost.txt is not there' : String(err)) })
})

$('dots').addEventListener('click', async () => {
  const file = path.join(folder, 'dots.bin')
  await fs.promises.writeFile(file, Buffer.from([0, 127, 128, 255]))
  const bytes = await fs.promises.readFile(file)
  const size = new Blob([bytes]).size
  fs.writeFileSync(file, bytes.toString('base64') + 'AA==', 'base64')
  say(`${size} bytes: ${bytes.toString('hex')}, the third is ${bytes[2]}`)
  list()
})

$('weigh').addEventListener('click', () => {
  const files = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  const weights = files.map(({ name }) => fs.readFileSync(path.join(folder, name)).length)
  say(`weighs ${weights.join(' + ')}`)
})

$('folders').addEventListener('click', () => {
  fs.readdir(root, { withFileTypes: true }, (error, entries) => {
    if (error) return say(error.message)
    say(`folders: ${entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).join(', ')}`)
  })
})

$('picture').addEventListener('click', () => {
  fs.readFile(path.join(__dirname, 'icons', 'file.svg'), (error, data) => {
    if (error) return say(error.message)
    $('icon').src = `data:image/svg+xml;base64,${data.toString('base64')}`
    say(`picture: ${$('icon').src.slice(0, 40)}`)
  })
})

let watcher = null
let changes = 0

$('watch').addEventListener('click', () => {
  try {
    fs.watch(path.join(root, 'nowhere'), () => {})
  } catch (error) {
    $('content').textContent = error.code === 'ENOENT' ? 'nothing to watch there' : String(error)
  }
  watcher = fs.watch(folder, (event, name) => { changes += say(`something happened to ${name}`) || 1 })
  fs.watchFile(path.join(folder, 'dots.bin'), { interval: 100 }, (now, before) => {
    if (now.size !== before.size) say(`dots grew from ${before.size} to ${now.size}, ${now.isFile() ? 'a file' : 'no file'}`)
  })
  say('watching')
})

$('rest').addEventListener('click', () => {
  if (watcher) watcher.close()
  watcher = null
  fs.unwatchFile(path.join(folder, 'dots.bin'))
  say(changes ? 'resting after changes' : 'resting')
})

function Story () {
  EventEmitter.call(this)
  this.lines = []
}
util.inherits(Story, EventEmitter)

class Counter extends EventEmitter {
  add (count) {
    assert(count > 0, 'nothing to add')
    this.total = (this.total || 0) + count
    this.emit('added', this.total)
  }
}

function wait (ms, done) {
  setTimeout(() => { done(null, `${ms} ms`) }, ms)
}

const waited = util.promisify(wait)

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
  assert.deepStrictEqual(story.lines.slice(0, 1), ['2 in all'], 'another first line')
  if (util.isFunction(story.on) && util.isDeepStrictEqual(counter.total, story.lines.length)) story.emit('line', 'as many as lines')
  say(`told: ${story.lines.join(', ')}`)
})

$('chosen').addEventListener('change', ({ target }) => {
  const names = []
  for (const file of target.files) names.push(path.relative(path.dirname(root), file.path))
  say(`chosen: ${names.join(', ')}`)
})

$('count').addEventListener('click', () => {
  const order = []
  setImmediate(() => { order.push('later'); say(order.join(', ')) })
  const note = (word) => { order.push(word) }
  process.nextTick(note, 'first')
  order.push('now')
})

$('pour').addEventListener('click', () => {
  fs.createReadStream(path.join(folder, 'poems.txt')).pipe(fs.createWriteStream(path.join(folder, 'poured.txt')))
  say('pouring')
})

function copied (from, to) {
  return new Promise((resolve, reject) => {
    const input = fs.createReadStream(from)
    const output = fs.createWriteStream(to)
    let size = 0
    input.on('data', (part) => { size += part.length })
    input.on('error', reject)
    output.on('error', reject)
    output.on('finish', () => resolve(size))
    input.pipe(output)
  })
}

$('pipe').addEventListener('click', async () => {
  const size = await copied(path.join(folder, 'long.txt'), path.join(folder, 'long 2.txt'))
  try {
    await copied(path.join(folder, 'nowhere.txt'), path.join(folder, 'no copy.txt'))
  } catch (error) {
    say(`piped ${size}, then ${error.code}`)
  }
})

$('parts').addEventListener('click', () => {
  let text = ''
  let count = 0
  const stream = fs.createReadStream(path.join(folder, 'long.txt'), { highWaterMark: 1000 })
  stream.on('data', (part) => {
    text += part
    count += 1
  })
  stream.on('end', () => { say(`${count} parts: ${text.length} letters, ${text.replace(/é/g, '').length} of them other ones`) })
  fs.createReadStream(path.join(folder, 'nowhere.txt'))
    .on('error', (error) => { $('content').textContent = error.code === 'ENOENT' ? 'no such file to read' : String(error) })
    .on('data', (part) => { say(`read ${part.length}`) })
})

let log = null

$('log').addEventListener('click', () => {
  if (log) {
    log.end('the end\n', () => {
      fs.readFile(path.join(folder, 'log.txt'), 'utf8', (error, text) => { $('content').textContent = error ? error.message : text })
    })
    log = null
    return
  }
  log = fs.createWriteStream(path.join(folder, 'log.txt'), { flags: 'a' })
  log.on('open', () => { say('the log is open') })
  for (let count = 0; count < 3; count += 1) log.write(`line ${count}\n`)
})

list()
