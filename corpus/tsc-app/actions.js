exports.steps = {
  'the tasks with version and system': async (user) => [await user.page('document.title'), await user.see()],
  'a task is added and announced': async (user) => {
    await user.type('#title', 'Call Jo')
    await user.click('#add')
    return [await user.see('#tasks'), await user.see('#status')]
  },
  'a click finishes a task': async (user) => {
    await user.click('#tasks li:nth-child(1)')
    return [await user.see('#tasks'), await user.see('#status')]
  },
  'the sum of minutes': async (user) => {
    await user.click('#total')
    return user.see('#status')
  },
  'the title is kept': async (user) => {
    user.desktop.answer('showMessageBox', { response: 1 })
    await user.click('#reset')
    return user.see('#title')
  },
  'the title is forgotten': async (user) => {
    user.desktop.answer('showMessageBox', { response: 0 })
    await user.click('#reset')
    return user.see('#title')
  },
  'large': async (user) => {
    await user.click('#maximise')
    return [await user.see('#status'), user.window().isMaximized()]
  },
  'and small': async (user) => {
    await user.click('#maximise')
    return [await user.see('#status'), user.window().isMaximized()]
  },
  'the site opens in the browser': async (user) => {
    await user.click('#site')
    return user.see('#status')
  }
}
