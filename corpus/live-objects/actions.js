exports.steps = {
  'a book is added': async (user) => {
    await user.click('#add')
    await user.until(async () => (await user.see('#books')) !== '-')
    return user.see('#books')
  },
  'and another': async (user) => {
    await user.type('#title', 'Persuasion')
    await user.click('#add')
    await user.until(async () => (await user.see('#books')).includes('Persuasion'))
    return user.see('#books')
  },
  'it is found': async (user) => {
    await user.click('#find')
    await user.until(async () => (await user.see('#found')) !== '-')
    return user.see('#found')
  },
  'a search is stopped': async (user) => {
    await user.click('#stopped')
    await user.until(async () => (await user.see('#found')).includes('stopped'))
    return user.see('#found')
  },
  'what fails in main is said': async (user) => {
    await user.type('#shelf', 'locked')
    await user.click('#list')
    await user.until(async () => (await user.see('#books')).includes('locked'))
    return user.see('#books')
  },
  'the library is closed': async (user) => {
    await user.click('#close')
    return user.see('#opened')
  },
  'and a new one is empty': async (user) => {
    await user.type('#shelf', 'novels')
    await user.click('#list')
    await user.until(async () => (await user.see('#books')) === 'no books')
    await user.click('#close')
    return user.see('#opened')
  }
}
