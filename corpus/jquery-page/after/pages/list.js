const jQuery = window.jQuery
const tally = window.Tally
import '../lib/flash.js'

const things = tally.create()

function draw () {
  jQuery('#list').empty()
  for (const name of things.names()) jQuery('#list').append('<li>' + name + ' × ' + things.of(name) + '</li>')
  $('#sum').text(things.total() + ' things').flash()
  window.electronAPI.title('Shopping: ' + things.total())
}

function addThing (name) {
  things.add(name)
  draw()
}

function clearList () {
  things.clear()
  draw()
}

$('#open').on('click', () => window.electronAPI.openBoard())
$(draw)

// for handlers and other scripts of the page
Object.assign(window, { addThing, clearList })
