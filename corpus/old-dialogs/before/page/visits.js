(function () {
  var cookies = require('electron').remote.session.defaultSession.cookies
  var site = 'https://example.org/'

  function count (error, found) {
    if (error) return log('no visits: ' + error.message)
    log('visits: ' + (found.length ? found[0].value : 'none'))
  }

  document.getElementById('visit').addEventListener('click', function () {
    cookies.get({ url: site, name: 'visits' }, function (error, found) {
      if (error) return log('not counted')
      var visits = found.length ? Number(found[0].value) + 1 : 1
      cookies.set({ url: site, name: 'visits', value: String(visits) }, function (error) {
        if (error) return log('not counted')
        cookies.get({ url: site, name: 'visits' }, count)
      })
    })
  })

  document.getElementById('forget').addEventListener('click', function () {
    cookies.remove(site, 'visits', function () {
      cookies.get({ url: site, name: 'visits' }, count)
    })
  })
})()
