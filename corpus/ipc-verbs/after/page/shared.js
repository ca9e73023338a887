// Loaded first: every later script of the page uses these names.

const $ = (id) => document.getElementById(id)

function log (text) {
  const line = document.createElement('li')
  line.textContent = text
  $('log').append(line)
}
