exports.steps = {
  'nothing is written yet': async (user) => [await user.page('document.title'), await user.see('#notes'), await user.see('#words')],
  'words are counted': async (user) => {
    await user.type('#text', 'to be or not to be that is the question')
    return user.see('#words')
  },
  'a handler in the page saves': async (user) => {
    await user.click('#save')
    await user.until(async () => (await user.see('#status')).includes('saved'))
    return user.see('#status')
  },
  'and copies': async (user) => {
    await user.click('#copy')
    return user.see('#status')
  },
  'another one': async (user) => {
    await user.type('#name', 'list')
    await user.type('#text', 'bread')
    await user.click('#save')
    await user.until(async () => (await user.see('#status')).includes('list'))
    return user.see('#status')
  },
  'keeping is asked for': async (user) => {
    user.desktop.answer('showMessageBox', { response: 1 })
    await user.click('#discard')
    return [await user.see('#status'), await user.see('#text')]
  },
  'discarded': async (user) => {
    user.desktop.answer('showMessageBox', { response: 0 })
    await user.click('#discard')
    await user.until(async () => (await user.see('#status')).includes('discarded'))
    return user.see('#status')
  },
  'the note is listed': async (user) => {
    await user.click('#refresh')
    await user.until(async () => (await user.see('#notes')).includes('plan'))
    return user.see('#notes')
  },
  'and opened': async (user) => {
    await user.click('#notes li')
    await user.until(async () => (await user.see('#status')).includes('opened'))
    return [await user.see('#status'), await user.see('#words')]
  }
}
