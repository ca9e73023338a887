exports.steps = {
  'the system': async (user) => user.see('#system'),
  'what is said is an argument, whatever is in it': async (user) => {
    await user.type('#text', 'a "b" $(c); d')
    await user.click('#say')
    await user.until(async () => (await user.see('#message')).includes('!'))
    return user.see('#message')
  },
  'counted, then done': async (user) => {
    await user.type('#text', 'four')
    await user.click('#count')
    await user.until(async () => (await user.see('#message')).includes('done'))
    return user.see('#message')
  },
  'what fails': async (user) => {
    await user.click('#fail')
    await user.until(async () => (await user.see('#message')).includes('fail'))
    return user.see('#message')
  },
  'started, and left alone': async (user) => {
    await user.click('#start')
    await user.until(async () => (await user.see('#message')).includes('started'))
    return user.see('#message')
  }
}
