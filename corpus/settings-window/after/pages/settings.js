import * as recent from './recent.js'

const $ = (id) => document.getElementById(id)

function show () {
  // in place: the first thing that is drawn
  $('theme').textContent = `${window.electronAPI.prefsStore.getSync('theme')} ${window.electronAPI.prefsStore.getSync('size')} ${window.electronAPI.prefsStore.getSync('name', 'nobody')} ${window.electronAPI.prefsStore.hasSync('signed')}`
}

$('dark').onclick = () => {
  window.electronAPI.prefsStore.set('theme', 'dark')
  show()
}

$('sign').onclick = async () => {
  const name = $('name').value
  const digestOfName = await window.electronAPI.crypto.digest('md5', 'hex', name)
  window.electronAPI.prefsStore.setAll({ name, signed: { digest: digestOfName, length: window.electronAPI.crypto.randomText(4, 'hex').length } })
  await recent.set('name', name)
  const { digest, length } = await window.electronAPI.prefsStore.get('signed')
  show()
  $('message').textContent = `${digest} ${length} ${await recent.get('name', 'none')} ${window.electronAPI.url.parse(`https://example.org:443/${name}?a=b`).path}`
}

$('forget').onclick = async () => {
  window.electronAPI.prefsStore.delete('signed')
  window.electronAPI.prefsStore.delete('theme')
  show()
  $('message').textContent = String(await recent.get('nothing', 'none'))
}

$('main').onclick = async () => {
  $('message').textContent = `main has ${await window.electronAPI.themeInMain()}`
}

show()
