const { ipcRenderer } = require('electron')
const plural = require('plural-forms')
const Store = require('electron-store')
const shelves = require('../lib/shelves')
const words = require('../lib/words.json')

const prefs = new Store({ name: 'stock' })

function describe () {
  return words.shelf + ': ' + shelves.count() + ' ' + plural('box', shelves.count())
}

function draw () {
  document.getElementById('shelves').innerHTML = shelves.names().map((name) => '<li>' + name + '</li>').join('')
  document.getElementById('status').textContent = describe()
}

function store (name) {
  shelves.put(name)
  prefs.set('last', name)
}

shelves.changed.on(draw)

document.getElementById('help').addEventListener('click', () => {
  // loaded only when somebody asks for it
  const help = require('../lib/help')
  document.getElementById('status').textContent = help.text() + ' ' + prefs.get('last', 'nothing')
})

document.getElementById('free').addEventListener('click', async () => {
  const room = await ipcRenderer.invoke('capacity')
  document.getElementById('status').textContent = 'room for ' + plural('box', room - shelves.count())
})
