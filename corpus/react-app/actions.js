exports.steps = {
  'as it is': (user) => user.see(),
  'larger': async (user) => {
    await user.click('#grow')
    return user.see('#grow')
  },
  'and back': async (user) => {
    await user.click('#grow')
    return user.see('#grow')
  },
  'another title': async (user) => {
    await user.click('#rename')
    await user.settled()
    return user.window().getTitle()
  },
  'wider': async (user) => {
    await user.click('#wider')
    await user.settled()
    await user.click('#measure')
    return user.see('#size')
  },
  'where it is': async (user) => {
    await user.click('#where')
    return user.see('#address')
  }
}
