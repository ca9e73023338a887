const BOARD = 'board.html'

exports.steps = {
  'the list is empty, and the plugin has run': async (user) => [await user.see('#sum'), await user.page("document.querySelector('#sum').className")],
  'a handler in the markup adds': async (user) => {
    await user.type('#thing', 'bread')
    await user.click('#add')
    await user.click('#add')
    return [await user.see('#list'), await user.see('#sum')]
  },
  'another thing': async (user) => {
    await user.type('#thing', 'milk')
    await user.click('#add')
    return [await user.see('#list'), await user.see('#sum')]
  },
  'the board opens': async (user) => {
    await user.click('#open')
    await user.until(() => user.count(BOARD))
    await user.settled(BOARD)
    return user.see('#head', BOARD)
  },
  'and counts': async (user) => {
    await user.click('#more', BOARD)
    await user.click('#more', BOARD)
    await user.click('#less', BOARD)
    return user.see('#head', BOARD)
  },
  'the list is cleared': async (user) => {
    await user.click('#clear')
    return [await user.see('#list'), await user.see('#sum')]
  }
}
