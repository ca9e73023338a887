const { ipcRenderer } = require('electron')
const crypto = require('crypto')
const url = require('url')
const Store = require('electron-store')
const recent = require('./recent')

const prefs = new Store({ name: 'prefs', defaults: { theme: 'light', size: 14 } })
const $ = (id) => document.getElementById(id)

function show () {
  // in place: the first thing that is drawn
  $('theme').textContent = `${prefs.get('theme')} ${prefs.get('size')} ${prefs.get('name', 'nobody')} ${prefs.has('signed')}`
}

$('dark').onclick = () => {
  prefs.set('theme', 'dark')
  show()
}

$('sign').onclick = async () => {
  const name = $('name').value
  const digestOfName = crypto.createHash('md5').update(name).digest('hex')
  prefs.set({ name, signed: { digest: digestOfName, length: crypto.randomBytes(4).toString('hex').length } })
  recent.set('name', name)
  const { digest, length } = prefs.get('signed')
  show()
  $('message').textContent = `${digest} ${length} ${recent.get('name', 'none')} ${url.parse(`https://example.org:443/${name}?a=b`).path}`
}

$('forget').onclick = () => {
  prefs.delete('signed')
  prefs.delete('theme')
  show()
  $('message').textContent = String(recent.get('nothing', 'none'))
}

$('main').onclick = async () => {
  $('message').textContent = `main has ${await ipcRenderer.invoke('theme-in-main')}`
}

show()
