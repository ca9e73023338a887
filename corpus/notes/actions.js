exports.steps = {
  'an empty board with the version': async (user) => [await user.page('document.title'), await user.see()],
  'a note is saved, listed and announced': async (user) => {
    await user.click('#save')
    return [await user.see('#notes'), await user.see('#messages')]
  },
  'without announcements it is listed only': async (user) => {
    await user.click('#announce')
    await user.type('#title', 'Bücher/Filme')
    await user.type('#text', 'Momo')
    await user.click('#save')
    return [await user.see('#notes'), await user.see('#messages')]
  },
  'announced again, once': async (user) => {
    await user.click('#announce')
    await user.type('#text', 'Momo, Krabat')
    await user.click('#save')
    return [await user.see('#notes'), await user.see('#messages')]
  },
  'off and on once more': async (user) => {
    await user.click('#announce')
    await user.click('#announce')
    await user.click('#save')
    return user.see('#messages')
  },
  'every save is announced': async (user) => {
    await user.click('#save')
    return user.see('#messages')
  },
  'a click opens a note': async (user) => {
    await user.click('#notes li:nth-child(2)')
    return [await user.see('#title'), await user.see('#text')]
  },
  'deleting is asked first': async (user) => {
    user.desktop.answer('showMessageBox', { response: 1 })
    await user.click('#delete')
    return [await user.see('#status'), await user.see('#notes')]
  },
  'a note is deleted': async (user) => {
    user.desktop.answer('showMessageBox', { response: 0 })
    await user.click('#delete')
    return [await user.see('#status'), await user.see('#notes')]
  },
  'a note that is not there': async (user) => {
    await user.type('#title', 'Steuer')
    await user.click('#delete')
    return user.see('#status')
  },
  'an import is called off': async (user) => {
    await user.click('#import')
    return user.see('#imported')
  },
  'two files are imported': async (user) => {
    user.desktop.answer('showOpenDialog', { canceled: false, filePaths: ['/tmp/a b.txt', '/tmp/ö.md'] })
    await user.click('#import')
    return user.see('#imported')
  },
  'maximised': async (user) => {
    await user.click('#maximise')
    return [await user.see('#status'), user.window().isMaximized()]
  },
  'and back': async (user) => {
    await user.click('#maximise')
    return [await user.see('#status'), user.window().isMaximized()]
  }
}
