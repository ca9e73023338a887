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
