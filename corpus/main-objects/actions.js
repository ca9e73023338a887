const PARTS = 'parts.html'

exports.steps = {
  'what main has is shown': async (user) => [await user.see(), await user.see('body', PARTS)],
  'a visit is counted in main': async (user) => {
    await user.click('#visit')
    return user.see('#visits')
  },
  'and updated in place': async (user) => {
    await user.click('#again')
    return user.see('#visits')
  },
  'the theme changes in main': async (user) => {
    await user.click('#toggle')
    return user.see('#theme')
  },
  'and back': async (user) => {
    await user.click('#toggle')
    return user.see('#theme')
  },
  'a function of main answers': async (user) => {
    await user.click('#greet')
    return user.see('#greeting')
  },
  'an error is written down': async (user) => {
    await user.click('#fail')
    return user.see('#greeting')
  },
  'a part is found': async (user) => {
    await user.click('#find', PARTS)
    await user.until(() => user.see('#part', PARTS))
    return user.see('#part', PARTS)
  },
  'a part is missing': async (user) => {
    await user.click('#missing', PARTS)
    return user.see('#part', PARTS)
  },
  'its error has a name, a code and a number': async (user) => {
    await user.click('#look', PARTS)
    await user.until(async () => (await user.see('#part', PARTS)).includes('8'))
    return user.see('#part', PARTS)
  },
  'an order that is rejected': async (user) => {
    await user.click('#order', PARTS)
    await user.until(() => user.see('#stock', PARTS))
    return user.see('#stock', PARTS)
  },
  'parts are taken until there are none': async (user) => {
    await user.click('#take', PARTS)
    await user.until(async () => (await user.see('#stock', PARTS)).endsWith('left'))
    const first = await user.see('#stock', PARTS)
    await user.click('#take', PARTS)
    await user.until(async () => (await user.see('#stock', PARTS)) !== first)
    return [first, await user.see('#stock', PARTS)]
  },
  'the other window sees the journal and the visits': async (user) => {
    await user.click('#read', PARTS)
    return [await user.see('#journal', PARTS), await user.see('#count', PARTS)]
  }
}
