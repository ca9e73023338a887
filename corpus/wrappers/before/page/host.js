// The same page is served on the web, where there is no main to ask.
function isDesktop () {
  return window.process && window.process.type
}

const platform = window.process ? process.platform : 'web'

document.getElementById('kind').textContent = isDesktop() ? `desktop on ${platform.length > 2 ? 'a platform' : platform}` : 'web'
if (!(typeof process !== 'undefined' && process.versions && process.versions.electron)) {
  document.body.className = 'web'
}
