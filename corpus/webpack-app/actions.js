exports.steps = {
  'the list with the version': async (user) => [await user.page('document.title'), await user.see()],
  'a book is added': async (user) => {
    await user.type('#title', 'Die unendliche Geschichte')
    await user.click('#add')
    return [await user.see('#books'), await user.see('#title')]
  },
  'a click marks it as read': async (user) => {
    await user.click('#books li:nth-child(3)')
    return [await user.see('#books'), await user.see('#status')]
  },
  'the titles are copied': async (user) => {
    await user.click('#copy')
    return user.see('#status')
  },
  'clearing is asked first': async (user) => {
    user.desktop.answer('showMessageBox', { response: 1 })
    await user.type('#title', 'Ronja')
    await user.click('#clear')
    return [await user.see('#status'), await user.see('#title')]
  },
  'and done': async (user) => {
    user.desktop.answer('showMessageBox', { response: 0 })
    await user.click('#clear')
    return [await user.see('#status'), await user.see('#title')]
  },
  'help opens in the browser': async (user) => {
    await user.click('#help')
    return user.see('#status')
  },
  'settings open once': async (user) => {
    await user.click('#open-settings')
    await user.until(() => user.count('settings.html') === 1)
    await user.settled('settings.html')
    await user.click('#open-settings')
    return [user.count('settings.html'), await user.see('#order', 'settings.html'), await user.see('#count', 'settings.html')]
  },
  'another order shows in the list': async (user) => {
    await user.type('#order', 'title', 'settings.html')
    return [await user.see('#books'), await user.see('#count', 'settings.html')]
  },
  'settings are told of a new book': async (user) => {
    await user.type('#title', 'Ronja')
    await user.click('#add')
    return [await user.see('#books'), await user.see('#count', 'settings.html')]
  },
  'settings close': async (user) => {
    await user.click('#close', 'settings.html')
    await user.until(() => user.count('settings.html') === 0)
    return user.count()
  },
  'the order is kept': async (user) => {
    await user.click('#open-settings')
    await user.until(() => user.count('settings.html') === 1)
    await user.settled('settings.html')
    return user.see('#order', 'settings.html')
  }
}
