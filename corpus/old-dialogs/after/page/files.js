(function () {
  document.getElementById('open').addEventListener('click', function () {
    window.electronAPI.dialog.openPathsForWindow({
      title: 'One file',
      properties: ['openFile']
    }).then(function (files) {
      if (files === undefined) return log('nothing opened')
      log('opened ' + files.length + ': ' + files[0])
    })
  })

  document.getElementById('open-several').addEventListener('click', async function () {
    var files = await window.electronAPI.dialog.openPaths({ properties: ['openFile', 'multiSelections'] })
    if (!files) {
      log('none')
      return
    }
    files.forEach(function (file) { log('one of several: ' + file) })
  })

  function saved (name) {
    log(name ? 'saved as ' + name : 'not saved')
  }

  document.getElementById('save').addEventListener('click', function () {
    window.electronAPI.dialog.savePath({ defaultPath: 'notes.txt' }).then(saved)
  })
})()
