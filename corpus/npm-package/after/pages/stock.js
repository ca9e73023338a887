const plural = require('plural-forms')
const shelves = require('../lib/shelves')
const words = require('../lib/words.json')

function describe () {
  return words.shelf + ': ' + shelves.count() + ' ' + plural('box', shelves.count())
}

function draw () {
  document.getElementById('shelves').innerHTML = shelves.names().map((name) => '<li>' + name + '</li>').join('')
  document.getElementById('status').textContent = describe()
}

function store (name) {
  shelves.put(name)
  window.electronAPI.stockStore.set('last', name)
}

shelves.changed.on(draw)

document.getElementById('help').addEventListener('click', async () => {
  // loaded only when somebody asks for it
  const help = require('../lib/help')
  document.getElementById('status').textContent = help.text() + ' ' + await window.electronAPI.stockStore.get('last', 'nothing')
})

document.getElementById('free').addEventListener('click', async () => {
  const room = await window.electronAPI.capacity()
  document.getElementById('status').textContent = 'room for ' + plural('box', room - shelves.count())
})

// for handlers and other scripts of the page
Object.assign(window, { describe, store })
