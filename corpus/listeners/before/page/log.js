const lines = []

function log (...words) {
  lines.push(words.join(' '))
  document.getElementById('log').textContent = lines.join('\n')
}
