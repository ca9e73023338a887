function log (text) {
  var item = document.createElement('li')
  item.textContent = text
  document.getElementById('log').appendChild(item)
}
