(function () {
  var remote = require('electron').remote

  document.getElementById('ask').addEventListener('click', function () {
    remote.dialog.showMessageBox({ message: 'Really?', buttons: ['No', 'Yes'] }, index => log('answer ' + index))
  })

  document.getElementById('ask-again').addEventListener('click', function () {
    remote.dialog.showMessageBox(remote.getCurrentWindow(), {
      message: 'Really?',
      buttons: ['No', 'Yes'],
      checkboxLabel: 'Never ask again'
    }, function (response, never) {
      log('answer ' + response + (never ? ', never again' : ', ask again'))
    })
  })

  document.getElementById('sure').addEventListener('click', function () {
    if (remote.dialog.showMessageBox({ message: 'Sure?', buttons: ['Cancel', 'OK'] }) === 1) log('sure')
    else log('not sure')
  })
})()
