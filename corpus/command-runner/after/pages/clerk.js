const $ = (id) => document.getElementById(id)

function show (text) {
  $('message').textContent = text
}

// in place: the first thing that is drawn
$('system').textContent = window.electronAPI.programs.unameSync().trim()

$('say').onclick = () => {
  const text = $('text').value
  window.electronAPI.programs.tryPrintf(text).then(({ error: err, value: said }) => {
    if (err) return show(err.message)
    show(`${said} ${encodeURIComponent(said)}`)
  })
}

$('count').onclick = async () => {
  const text = $('text').value
  const digits = await window.electronAPI.programs.exprLength(text)
  window.electronAPI.programs.tryPrintfDone().then(({ error: err, value: end }) => {
    show(`${digits.trim()} ${err || end}`)
  })
}

$('fail').onclick = () => {
  window.electronAPI.programs.tryCat().then(({ error: err, value: text }) => {
    show(err && err.message.includes('Command failed') ? 'it failed' : text)
  })
}

$('start').onclick = () => {
  window.electronAPI.programs.true()
  show('started')
}

let running = null

// what it prints, as it comes, and how it ended
$('follow').onclick = () => {
  let printed = ''
  running = window.electronAPI.programs.startTail($('text').value)
  running.stdout.on('data', (data) => {
    printed += data
    show(printed.trim().split('\n').join(', '))
  })
  running.stderr.on('data', (data) => { printed += data.toString() })
  running.on('close', (code, signal) => { show(`${printed.trim().split('\n').length} lines, ended by ${signal || code}`) })
}

$('stop').onclick = () => {
  if (running) running.kill('SIGINT')
  running = null
}

$('nothing').onclick = () => {
  const nothing = window.electronAPI.programs.startNoProgramOfThisName()
  nothing.on('error', (error, code) => {
    show(code === 'ENOENT' ? 'there is no such program' : error.message)
  })
}

// the answer of a server, and what goes wrong
$('ask').onclick = () => {
  const request = window.electronAPI.web.get(`http://127.0.0.1:47813/${encodeURIComponent($('text').value)}`, { encoding: 'utf8', headers: { 'X-Asked-By': 'clerk' } }, (res) => {
    let answer = ''
    res.on('data', (part) => { answer += part })
    res.on('end', () => { show(`${res.statusCode} ${res.headers['content-type']}: ${answer}`) })
  })
  request.on('error', (error) => { show(error.message) })
}

$('fetch').onclick = () => {
  window.electronAPI.web.get('http://127.0.0.1:47813/long', {}, (res) => {
    const file = window.electronAPI.fs.createWriteStream($('text').value)
    res.pipe(file).on('finish', () => {
      file.close()
      show(`fetched, ${res.statusCode}`)
    })
  })
}

$('call').onclick = () => {
  window.electronAPI.web.get('http://127.0.0.1:47814/', {}, (res) => { show(`somebody answers ${res.statusCode}`) }).on('error', (error, code) => {
    show(code === 'ECONNREFUSED' ? 'nobody answers' : error.message)
  })
}
