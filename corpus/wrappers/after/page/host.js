// The same page is served on the web, where there is no main to ask.
function isDesktop () {
  return Boolean(window.electronAPI)
}

const platform = window.electronAPI ? window.electronAPI.process.platform : 'web'

document.getElementById('kind').textContent = isDesktop() ? `desktop on ${platform.length > 2 ? 'a platform' : platform}` : 'web'
if (!window.electronAPI) {
  document.body.className = 'web'
}
