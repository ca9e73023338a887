const { exec, execFile, execFileSync, execSync, spawn } = require('child_process')
const { escape } = require('querystring')
const fs = require('fs')
const http = require('http')

const $ = (id) => document.getElementById(id)

function show (text) {
  $('message').textContent = text
}

// in place: the first thing that is drawn
$('system').textContent = execSync('uname -s').toString().trim()

$('say').onclick = () => {
  const text = $('text').value
  execFile('printf', ['%s!', text], (err, said) => {
    if (err) return show(err.message)
    show(`${said} ${escape(said)}`)
  })
}

$('count').onclick = async () => {
  const text = $('text').value
  const digits = execFileSync('expr', ['length', text], { encoding: 'utf8' })
  exec('printf done', (err, end) => {
    show(`${digits.trim()} ${err || end}`)
  })
}

$('fail').onclick = () => {
  execFile('cat', ['/no/such/file/here'], (err, text) => {
    show(err && err.message.includes('Command failed') ? 'it failed' : text)
  })
}

$('start').onclick = () => {
  spawn('true', [], { stdio: 'ignore' })
  show('started')
}

let running = null

// what it prints, as it comes, and how it ended
$('follow').onclick = () => {
  let printed = ''
  running = spawn('tail', ['-n', '2', '-f', $('text').value])
  running.stdout.on('data', (data) => {
    printed += data
    show(printed.trim().split('\n').join(', '))
  })
  running.stderr.on('data', (data) => { printed += data.toString() })
  running.on('close', (code, signal) => show(`${printed.trim().split('\n').length} lines, ended by ${signal || code}`))
}

$('stop').onclick = () => {
  if (running) running.kill('SIGINT')
  running = null
}

$('nothing').onclick = () => {
  const nothing = spawn('no-program-of-this-name', [])
  nothing.on('error', (error) => {
    show(error.code === 'ENOENT' ? 'there is no such program' : error.message)
  })
}

// the answer of a server, and what goes wrong
$('ask').onclick = () => {
  const request = http.get(`http://127.0.0.1:47813/${escape($('text').value)}`, { headers: { 'X-Asked-By': 'clerk' } }, (res) => {
    let answer = ''
    res.setEncoding('utf8')
    res.on('data', (part) => { answer += part })
    res.on('end', () => show(`${res.statusCode} ${res.headers['content-type']}: ${answer}`))
  })
  request.on('error', (error) => show(error.message))
}

$('fetch').onclick = () => {
  http.get('http://127.0.0.1:47813/long', (res) => {
    const file = fs.createWriteStream($('text').value)
    res.pipe(file).on('finish', () => {
      file.close()
      show(`fetched, ${res.statusCode}`)
    })
  })
}

$('call').onclick = () => {
  http.get('http://127.0.0.1:47814/', (res) => show(`somebody answers ${res.statusCode}`)).on('error', (error) => {
    show(error.code === 'ECONNREFUSED' ? 'nobody answers' : error.message)
  })
}
