const { exec, execFile, execFileSync, execSync, spawn } = require('child_process')
const { escape } = require('querystring')

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
