const TOOLS = 'tools.html'

exports.steps = {
  'an empty log': (user) => user.see(),
  'an entry': async (user) => {
    await user.click('#add')
    return user.see()
  },
  'the tools open once': async (user) => {
    await user.click('#tools')
    await user.until(() => user.count(TOOLS))
    await user.settled(TOOLS)
    await user.click('#tools')
    await user.settled()
    return [user.count(TOOLS), await user.see('#files', TOOLS)]
  },
  'an entry is seen by both windows': async (user) => {
    await user.type('#text', 'hören')
    await user.click('#add')
    return [await user.see('#log'), await user.see('#last', TOOLS)]
  },
  'an entry of the tools too': async (user) => {
    await user.click('#add', TOOLS)
    return [await user.see('#log'), await user.see('#last', TOOLS)]
  },
  'the tools open a window of their own': async (user) => {
    await user.click('#about', TOOLS)
    await user.until(() => user.count('about.html'))
    await user.until(() => user.see('#opened', TOOLS))
    return [await user.see('#opened', TOOLS), await user.see('body', 'about.html')]
  }
}
