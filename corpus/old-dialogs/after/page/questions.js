(function () {
  document.getElementById('ask').addEventListener('click', function () {
    window.electronAPI.dialog.showMessageBox({ message: 'Really?', buttons: ['No', 'Yes'] }).then(({ response: index }) => log('answer ' + index))
  })

  document.getElementById('ask-again').addEventListener('click', function () {
    window.electronAPI.dialog.showMessageBoxForWindow({
      message: 'Really?',
      buttons: ['No', 'Yes'],
      checkboxLabel: 'Never ask again'
    }).then(function ({ response, checkboxChecked: never }) {
      log('answer ' + response + (never ? ', never again' : ', ask again'))
    })
  })

  document.getElementById('sure').addEventListener('click', async function () {
    if (await window.electronAPI.dialog.messageResponse({ message: 'Sure?', buttons: ['Cancel', 'OK'] }) === 1) log('sure')
    else log('not sure')
  })
})()
