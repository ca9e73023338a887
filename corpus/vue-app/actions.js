exports.steps = {
  'the list': async (user) => [await user.page('document.title'), await user.see()],
  'an item is added': async (user) => {
    await user.type('#name', 'Milk')
    await user.click('#add')
    return [await user.see('#items'), await user.see('#status'), await user.see('#name')]
  },
  'the names are copied': async (user) => {
    await user.click('#copy')
    return user.see('#status')
  },
  'an item is looked up in the browser': async (user) => {
    await user.click('#items li:nth-child(2) a')
    return user.see('#status')
  },
  'an item is removed, and that is noticed': async (user) => {
    await user.click('#items li:nth-child(2) button')
    return [await user.see('#items'), await user.see('#removed'), await user.see('#status')]
  },
  'the window says how many': async (user) => {
    await user.click('#rename')
    await user.settled()
    return user.window().getTitle()
  },
  'without notices': async (user) => {
    await user.click('#toggle')
    await user.click('#items li:nth-child(1) button')
    return [await user.see('#items'), await user.page("document.querySelector('#removed') === null")]
  },
  'they begin anew': async (user) => {
    await user.click('#toggle')
    const before = await user.see('#removed')
    await user.click('#items li:nth-child(1) button')
    return [before, await user.see('#removed'), await user.see('#status')]
  }
}
