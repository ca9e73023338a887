exports.steps = {
  'the title is asked for in place': (user) => user.see('#heading'),
  'an entry is added and comes back': async (user) => {
    await user.click('#add')
    return [await user.see('#entries'), await user.see('#state')]
  },
  'a second one': async (user) => {
    await user.type('#entry', 'Birnen')
    await user.click('#add')
    return [await user.see('#entries'), await user.see('#state')]
  },
  'two at once come back in their order': async (user) => {
    await user.type('#entry', 'Zitronen')
    await user.page("document.getElementById('add').click(), document.getElementById('add').click()")
    return [await user.see('#entries'), await user.see('#state')]
  },
  'sorted': async (user) => {
    await user.click('#sort')
    return user.see('#state')
  },
  'the first is removed': async (user) => {
    await user.click('#remove')
    return user.see('#state')
  },
  'a search that finds': async (user) => {
    await user.type('#query', 'itr')
    await user.click('#find')
    return user.see('#answer')
  },
  'a search for nothing': async (user) => {
    await user.type('#query', '')
    await user.click('#find')
    return user.see('#answer')
  },
  'help that is read late': async (user) => {
    await user.click('#help')
    return user.see('#answer')
  },
  'help that is not there': async (user) => {
    await user.click('#missing')
    return user.see('#answer')
  },
  'saving is called off': async (user) => {
    await user.click('#save')
    return user.see('#files')
  },
  'saved': async (user) => {
    user.desktop.answer('showSaveDialog', { canceled: false, filePath: '/tmp/ä b.txt' })
    await user.click('#save')
    return user.see('#files')
  },
  'nothing is opened': async (user) => {
    await user.click('#open')
    return user.see('#files')
  },
  'two files are opened': async (user) => {
    user.desktop.answer('showOpenDialog', { canceled: false, filePaths: ['/tmp/a.txt', '/tmp/ö.txt'] })
    await user.click('#open')
    return user.see('#files')
  },
  'not dropped': async (user) => {
    user.desktop.answer('showMessageBox', { response: 1 })
    await user.click('#drop')
    return user.see('#files')
  },
  'dropped': async (user) => {
    user.desktop.answer('showMessageBox', { response: 0 })
    await user.click('#drop')
    return user.see('#files')
  },
  'main fills the log, and clears it before': async (user) => {
    await user.click('#fill')
    return user.see('#entries')
  },
  'cleared': async (user) => {
    await user.click('#clear')
    return [await user.see('#entries'), await user.see('#state')]
  },
  'nothing to sort and nothing to remove': async (user) => {
    await user.click('#remove')
    await user.click('#sort')
    return user.see('#state')
  }
}
