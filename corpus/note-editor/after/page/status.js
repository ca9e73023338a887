// a classic script, which others use
function say (text) {
  document.getElementById('status').textContent = text
}
