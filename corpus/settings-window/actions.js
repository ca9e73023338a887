exports.steps = {
  'what is set at first': async (user) => [await user.see('#theme'), await user.see('#message')],
  'another theme': async (user) => {
    await user.click('#dark')
    await user.until(async () => (await user.see('#theme')).includes('dark'))
    return user.see('#theme')
  },
  'main has it too': async (user) => {
    await user.click('#main')
    await user.until(async () => (await user.see('#message')).includes('main'))
    return user.see('#message')
  },
  'signed, with a name that is more than ASCII': async (user) => {
    await user.type('#name', 'Zoë')
    await user.click('#sign')
    await user.until(async () => (await user.see('#message')).includes('Zo'))
    return [await user.see('#theme'), await user.see('#message')]
  },
  'forgotten': async (user) => {
    await user.click('#forget')
    await user.until(async () => (await user.see('#message')).includes('none'))
    return [await user.see('#theme'), await user.see('#message')]
  },
  'main has nothing now': async (user) => {
    await user.click('#main')
    await user.until(async () => (await user.see('#message')).includes('main'))
    return user.see('#message')
  }
}
