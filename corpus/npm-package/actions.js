exports.steps = {
  'an inline script describes the shelf': (user) => user.see('#status'),
  'a handler in the markup stores a box': async (user) => {
    await user.type('#name', 'nails')
    await user.click('#store')
    return [await user.see('#shelves'), await user.see('#status')]
  },
  'another one': async (user) => {
    await user.type('#name', 'rope')
    await user.click('#store')
    return [await user.see('#shelves'), await user.see('#status')]
  },
  'main is asked for the room left': async (user) => {
    await user.click('#free')
    await user.until(async () => (await user.see('#status')).includes('room'))
    return user.see('#status')
  },
  'help is loaded when it is asked for': async (user) => {
    await user.click('#help')
    return user.see('#status')
  },
  'the shelf is full': async (user) => {
    await user.type('#name', 'oil')
    await user.click('#store')
    await user.type('#name', 'one too many')
    await user.click('#store')
    return [await user.see('#shelves'), await user.see('#status')]
  }
}
