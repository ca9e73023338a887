exports.steps = {
  'a new page has its settings and no items': (user) => user.see(),
  'an item is added with an umlaut': async (user) => {
    await user.click('#add')
    return user.see()
  },
  'a second item': async (user) => {
    await user.type('#title', 'Birnen')
    await user.click('#add')
    return user.see()
  },
  'muted: the list stays, the log goes on': async (user) => {
    await user.click('#mute')
    await user.click('#add')
    return user.see()
  },
  'heard again, once': async (user) => {
    await user.click('#mute')
    await user.click('#remove')
    return user.see()
  },
  'muted and heard a second time': async (user) => {
    await user.click('#mute')
    await user.click('#mute')
    await user.click('#add')
    return user.see()
  },
  'a sum': async (user) => {
    await user.click('#sum')
    return user.see('#total')
  },
  'a search that finds': async (user) => {
    await user.type('#query', 'irn')
    await user.click('#find')
    return user.see('#hits')
  },
  'a search that fails': async (user) => {
    await user.type('#query', '')
    await user.click('#find')
    return user.see('#hits')
  },
  'figures': async (user) => {
    await user.click('#stats')
    return user.see('#figures')
  },
  'a greeting, read once': async (user) => {
    await user.click('#greet')
    return user.see('#greeting')
  },
  'a second greeting': async (user) => {
    await user.click('#greet')
    return user.see('#greeting')
  },
  'an export shows its progress in order': async (user) => {
    await user.click('#export')
    return user.see()
  },
  'a quiet one does not': async (user) => {
    await user.click('#quiet-export')
    return user.see()
  },
  'ticks are watched from the start': async (user) => {
    await user.click('#tick')
    return user.see('#ticks')
  },
  'unwatched': async (user) => {
    await user.click('#unwatch')
    await user.click('#tick')
    return user.see('#ticks')
  },
  'watched again, once': async (user) => {
    await user.click('#watch')
    await user.click('#tick')
    return user.see('#ticks')
  },
  'pings': async (user) => {
    await user.click('#ping')
    await user.click('#ping')
    return user.see('#pongs')
  }
}
