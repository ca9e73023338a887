exports.steps = {
  'a new page has its version and no notes': (user) => user.see(),
  'a note, by a class that was given its connection': async (user) => {
    await user.click('#add')
    return user.see()
  },
  'another one': async (user) => {
    await user.type('#text', 'bread')
    await user.click('#add')
    return user.see()
  },
  'a new heading, by a function that was given an object': async (user) => {
    await user.click('#rename')
    return user.see('#heading')
  },
  'a greeting, by a global': async (user) => {
    await user.click('#greet')
    return user.see('#greeting')
  },
  'a tick, by a variable that is set later': async (user) => {
    await user.click('#tick')
    await user.click('#tick')
    return user.see('#ticks')
  },
  'a description, by a function that gives the connection': async (user) => {
    await user.click('#describe')
    return user.see('#description')
  },
  'letters, by an object that keeps its connection and its window': async (user) => {
    await user.click('#post')
    await user.click('#post')
    await user.until(async () => (await user.see('#desk')).includes('of 2'))
    await user.until(() => user.window().getTitle().includes('of 2'))
    return [await user.see('#desk'), user.window().getTitle()]
  }
}
