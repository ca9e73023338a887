exports.steps = {
  'nothing chosen': async (user) => {
    await user.click('#choose')
    return user.see('#chosen')
  },
  'a file chosen': async (user) => {
    user.desktop.answer('showOpenDialog', { canceled: false, filePaths: ['/tmp/ä.txt'] })
    await user.click('#choose')
    return user.see('#chosen')
  },
  'a site of the list opens': async (user) => {
    await user.click('#site')
    return user.see('#result')
  },
  'another is refused': async (user) => {
    await user.click('#other')
    return user.see('#result')
  },
  'the clock ticks': async (user) => {
    await user.click('#clock')
    return user.see('#ticks')
  },
  'until nobody listens': async (user) => {
    await user.click('#deaf')
    await user.click('#clock')
    return user.see('#ticks')
  }
}
