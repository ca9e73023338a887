// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const child_process = require('child_process')
const stream = require('stream')
const fs = require('fs')
const http = require('http')
const https = require('https')
const { answer, handle, on } = require('./trusted-ipc')

function oneOf(value, allowed) {
  if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`)
  return value
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

// What a command line prints that is written out here: no part of it comes from a page.
function runCommand(command, options = {}) {
  return new Promise((resolve, reject) => {
    child_process.exec(command, { ...options, encoding: 'utf8' }, (error, stdout) => {
      if (error) reject(error)
      else resolve(String(stdout))
    })
  })
}

// The programs that run for pages, by web contents and the number that the page gave.
const runningPrograms = new Map()

// Ends a program that runs for a page.
function killProgram(page, id, signal) {
  const program = runningPrograms.get(`${page.id} ${id}`)
  if (program) program.kill(signal)
}

// What a program prints. It is started without a shell, which would read its arguments in its own way.
function runProgram(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    child_process.execFile(program, args, { ...options, encoding: 'utf8' }, (error, stdout) => {
      if (error) reject(error)
      else resolve(String(stdout))
    })
  })
}

// Starts a program without a shell, and does not wait for it.
function startProgram(program, args, options = {}) {
  const child = child_process.spawn(program, args, options)
  child.on('error', (error) => { console.warn(`${program}: ${error.message}`) })
  child.unref()
}

// The URL, if it is of one of these origins; one without origin, such as mailto:, counts by its scheme.
function urlFrom(url, allowed) {
  const { href, origin, protocol } = new URL(url)
  if (!allowed.includes(origin === 'null' ? protocol : origin)) throw new TypeError(`${origin} is not one of ${allowed.join(', ')}`)
  return href
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

// Tells a page what a program prints that runs for it, and how it ends. It is ended when the page is left, reloaded or closed.
function followProgram(page, channel, id, program) {
  const key = `${page.id} ${id}`
  const { tell, over } = toldTo(page, channel, id, () => {
    runningPrograms.delete(key)
    program.kill()
  })
  runningPrograms.set(key, program)
  for (const [name, output] of Object.entries({ stdout: program.stdout, stderr: program.stderr })) {
    if (!output) continue
    output.setEncoding('utf8')
    output.on('data', (text) => { tell(`${name} data`, text) })
    output.on('end', () => { tell(`${name} end`) })
  }
  program.on('exit', (code, signal) => { tell('exit', code, signal) })
  program.on('error', (error) => { tell('error', error.message, error.code) })
  program.on('close', (code, signal) => {
    tell('close', code, signal)
    runningPrograms.delete(key)
    over()
  })
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

// Asks a server for a page, which hears of the answer, and then reads it in parts.
function fetchFor(page, channel, id, url, options) {
  const { tell, over } = toldTo(page, channel, id, () => { request.destroy() })
  const request = (url.startsWith('https:') ? https : http).get(url, { headers: options.headers }, (answer) => {
    if (options.encoding) answer.setEncoding(options.encoding)
    const { statusCode, statusMessage, headers, httpVersion } = answer
    tell('response', { statusCode, statusMessage, headers, httpVersion })
    over()
    keepStream(page, channel, id, answer, ['end', 'aborted'], () => { answer.destroy() })
  })
  request.on('error', (error) => {
    tell('request error', error.message, error.code)
    tell('close')
    over()
  })
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

handle('fs:createWriteStream', (event, id, path, options) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof path !== 'string') throw new TypeError('path must be a string')
  // TODO(electron-migrate:validate) Any file of the user is changed here: let through only files of the app's own, or those that the user chose in a dialog.
  return writeFor(event.sender, 'fs:createWriteStream:event', id, path, pick(options, ['flags', 'mode']))
})

handle('programs:cat', () => runProgram('cat', ['/no/such/file/here']))

handle('programs:exprLength', (event, text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string')
  // TODO(electron-migrate:validate) text is passed to expr, which reads one that begins with - as an option: let through only what is meant
  return runProgram('expr', ['length', text])
})

on('programs:kill', (event, id, signal) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  return killProgram(event.sender, id, (signal === undefined ? undefined : oneOf(signal, ['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGTERM'])))
})

handle('programs:printf', (event, text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string')
  // TODO(electron-migrate:validate) text is passed to printf, which reads one that begins with - as an option: let through only what is meant
  return runProgram('printf', ['%s!', text])
})

handle('programs:printfDone', () => runCommand('printf done'))

handle('programs:startNoProgramOfThisName', (event, id) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  return followProgram(event.sender, 'programs:startNoProgramOfThisName:event', id, child_process.spawn('no-program-of-this-name', []))
})

handle('programs:startTail', (event, id, arg1) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  if (typeof arg1 !== 'string') throw new TypeError('arg1 must be a string')
  // TODO(electron-migrate:validate) arg1 is passed to tail, which reads one that begins with - as an option: let through only what is meant
  return followProgram(event.sender, 'programs:startTail:event', id, child_process.spawn('tail', ['-n', '2', '-f', arg1]))
})

on('programs:true', () => startProgram('true', [], { stdio: 'ignore' }))

answer('programs:unameSync', () => runCommand('uname -s'))

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

handle('web:get', (event, id, url, options) => {
  if (typeof id !== 'number') throw new TypeError('id must be a number')
  // TODO(electron-migrate:validate) a page of the app decides what is asked of this server: let through only the addresses and headers that are meant
  return fetchFor(event.sender, 'web:get:event', id, urlFrom(url, ['http://127.0.0.1:47813', 'http://127.0.0.1:47814']), pick(options, ['encoding', 'headers']))
})
