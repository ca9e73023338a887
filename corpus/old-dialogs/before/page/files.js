(function () {
  var dialog = require('electron').remote.dialog
  var getCurrentWindow = require('electron').remote.getCurrentWindow

  document.getElementById('open').addEventListener('click', function () {
    dialog.showOpenDialog(getCurrentWindow(), {
      title: 'One file',
      properties: ['openFile']
    }, function (files) {
      if (files === undefined) return log('nothing opened')
      log('opened ' + files.length + ': ' + files[0])
    })
  })

  document.getElementById('open-several').addEventListener('click', function () {
    var files = dialog.showOpenDialog({ properties: ['openFile', 'multiSelections'] })
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
    dialog.showSaveDialog({ defaultPath: 'notes.txt' }, saved)
  })
})()
