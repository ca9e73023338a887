(function () {
  document.getElementById('version').addEventListener('click', () => {
    let version = window.electronAPI.windows.openVersion()
    version.onClosed(() => {
      version = null
      document.getElementById('told').title = 'no version'
    })
  })
})()
