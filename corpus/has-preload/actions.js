const SETTINGS = 'settings.html'

exports.steps = {
  'the preload has told the page where it is': (user) => user.see(),
  'words are counted': async (user) => {
    await user.type('#text', 'nun sind es fünf Wörter')
    return user.see('#words')
  },
  'a document is saved': async (user) => {
    await user.click('#save')
    return user.see('#status')
  },
  'the settings open': async (user) => {
    await user.click('#settings')
    await user.until(() => user.count(SETTINGS))
    await user.settled(SETTINGS)
    return user.see('body', SETTINGS)
  },
  'a change is seen in both windows': async (user) => {
    await user.click('#change', SETTINGS)
    return [await user.see('#now', SETTINGS), await user.see('#font')]
  }
}
