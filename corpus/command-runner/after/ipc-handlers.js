// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const child_process = require('child_process')
const { answer, handle, on } = require('./trusted-ipc')

// What a command line prints that is written out here: no part of it comes from a page.
function runCommand(command, options = {}) {
  return new Promise((resolve, reject) => {
    child_process.exec(command, { ...options, encoding: 'utf8' }, (error, stdout) => {
      if (error) reject(error)
      else resolve(String(stdout))
    })
  })
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

handle('programs:cat', () => runProgram('cat', ['/no/such/file/here']))

handle('programs:exprLength', (event, text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string')
  // TODO(electron-migrate:validate) text is passed to expr, which reads one that begins with - as an option: let through only what is meant
  return runProgram('expr', ['length', text])
})

handle('programs:printf', (event, text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string')
  // TODO(electron-migrate:validate) text is passed to printf, which reads one that begins with - as an option: let through only what is meant
  return runProgram('printf', ['%s!', text])
})

handle('programs:printfDone', () => runCommand('printf done'))

on('programs:true', () => startProgram('true', [], { stdio: 'ignore' }))

answer('programs:unameSync', () => runCommand('uname -s'))
