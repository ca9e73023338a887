(function () {
  var site = 'https://example.org/'

  function count (error, found) {
    if (error) return log('no visits: ' + error.message)
    log('visits: ' + (found.length ? found[0].value : 'none'))
  }

  document.getElementById('visit').addEventListener('click', function () {
    window.electronAPI.session.defaultSession.cookies.get({ url: site, name: 'visits' }).then((value) => [null, value], (error) => [error]).then(function ([error, found]) {
      if (error) return log('not counted')
      var visits = found.length ? Number(found[0].value) + 1 : 1
      window.electronAPI.session.defaultSession.cookies.set({ url: site, name: 'visits', value: String(visits) }).then(() => null, (error) => error).then(function (error) {
        if (error) return log('not counted')
        window.electronAPI.session.defaultSession.cookies.get({ url: site, name: 'visits' }).then((value) => count(null, value), count)
      })
    })
  })

  document.getElementById('forget').addEventListener('click', function () {
    window.electronAPI.session.defaultSession.cookies.remove(site, 'visits').then(function () {
      window.electronAPI.session.defaultSession.cookies.get({ url: site, name: 'visits' }).then((value) => count(null, value), count)
    })
  })
})()
