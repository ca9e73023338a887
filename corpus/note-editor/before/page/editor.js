const { ipcRenderer } = require('electron')
const notes = require('../lib/notes')
const { count, longest: longestWord } = require('../lib/words')
const Ticker = require('../lib/ticker')

const text = document.getElementById('text')
const ticker = new Ticker()

function showWords () {
  document.getElementById('words').textContent = `${count(text.value)} words, the longest is ${longestWord(text.value) || 'none'}`
}

function list () {
  const names = notes.names()
  document.getElementById('notes').innerHTML = ''
  for (const name of names) {
    const item = document.createElement('li')
    item.textContent = name
    item.addEventListener('click', () => { open(name) })
    document.getElementById('notes').appendChild(item)
  }
}

function open (name) {
  notes.read(name, (error, content) => {
    if (error) return say(error.code === 'ENOENT' ? `${name} is gone` : error.message)
    document.getElementById('name').value = name
    text.value = content
    say(`opened ${name}, change ${ticker.tick()}`)
    showWords()
  })
}

text.addEventListener('input', () => {
  ipcRenderer.send('dirty', true)
  showWords()
})

document.getElementById('refresh').addEventListener('click', () => { list() })

list()
showWords()
