// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const child_process = require('child_process')
const { answer, handle, on } = require('./trusted-ipc')

function oneOf(value, allowed) {
  if (!allowed.includes(value)) throw new TypeError(`${value} is not one of ${allowed.join(', ')}`)
  return value
}

// What to do when a page is left, reloaded or closed.
const pageEnds = new WeakMap()

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
