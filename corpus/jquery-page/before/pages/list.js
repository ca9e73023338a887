const { ipcRenderer } = require('electron')
const jQuery = require('jquery')
const tally = require('tally')
require('../lib/flash')

const things = tally.create()

function draw () {
  jQuery('#list').empty()
  for (const name of things.names()) jQuery('#list').append('<li>' + name + ' × ' + things.of(name) + '</li>')
  $('#sum').text(things.total() + ' things').flash()
  ipcRenderer.send('title', 'Shopping: ' + things.total())
}

function addThing (name) {
  things.add(name)
  draw()
}

function clearList () {
  things.clear()
  draw()
}

$('#open').on('click', () => ipcRenderer.send('open-board'))
$(draw)
