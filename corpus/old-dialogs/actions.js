exports.setup = (desktop) => { desktop.answerAsElectron5() }

exports.steps = {
  'nothing is opened': async (user) => {
    await user.click('#open')
    return user.see('#log')
  },
  'one file': async (user) => {
    user.desktop.answer('showOpenDialog', { canceled: false, filePaths: ['/home/a.txt', '/home/b.txt'] })
    await user.click('#open')
    return user.see('#log')
  },
  'several files': async (user) => {
    await user.click('#open-several')
    return user.see('#log')
  },
  'not saved': async (user) => {
    await user.click('#save')
    return user.see('#log')
  },
  saved: async (user) => {
    user.desktop.answer('showSaveDialog', { canceled: false, filePath: '/home/notes.txt' })
    await user.click('#save')
    return user.see('#log')
  },
  'an answer': async (user) => {
    user.desktop.answer('showMessageBox', { response: 1, checkboxChecked: true })
    await user.click('#ask')
    return user.see('#log')
  },
  'an answer with a box': async (user) => {
    await user.click('#ask-again')
    return user.see('#log')
  },
  'an answer in place': async (user) => {
    await user.click('#sure')
    return user.see('#log')
  },
  'another answer in place': async (user) => {
    user.desktop.answer('showMessageBox', { response: 0, checkboxChecked: false })
    await user.click('#sure')
    return user.see('#log')
  },
  'a visit': async (user) => {
    await user.click('#visit')
    return user.see('#log')
  },
  'another visit': async (user) => {
    await user.click('#visit')
    return user.see('#log')
  },
  forgotten: async (user) => {
    await user.click('#forget')
    return user.see('#log')
  }
}
