exports.steps = {
  'a window knows its name': (user) => user.see(),
  'the palette opens': async (user) => {
    await user.click('#palette')
    await user.until(() => user.count('palette.html') && user.page("document.querySelector('#log li') !== null"))
    return [await user.see('#name', 'palette.html'), await user.see('#log')]
  },
  'a colour goes to the board, and word comes back': async (user) => {
    await user.click('#red', 'palette.html')
    return [await user.see('#colour'), await user.see('#painted', 'palette.html')]
  },
  'a page that is not there gets nothing': async (user) => {
    await user.click('#wild', 'palette.html')
    return [await user.see('#colour'), await user.see('#painted', 'palette.html')]
  },
  'an answer through the event': async (user) => {
    await user.click('#size')
    return user.see('#log')
  },
  'a port to main': async (user) => {
    await user.click('#count')
    await user.click('#stroke')
    await user.click('#stroke')
    return user.see('#log')
  },
  'ports to both pages': async (user) => {
    await user.click('#connect')
    return [await user.see('#log'), await user.see('#painted', 'palette.html')]
  },
  'the pages talk without main': async (user) => {
    await user.click('#say')
    return [await user.see('#log'), await user.see('#painted', 'palette.html')]
  },
  'a message without ports': async (user) => {
    await user.click('#note')
    return user.see('#log')
  }
}
