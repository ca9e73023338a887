// What leads a window elsewhere, and what does not: links that a page comes to show, and what its scripts do.
'use strict'

exports.steps = {
  'into the page': async (user) => {
    await follow(user, '#there')
    return user.page('location.hash')
  },
  'to the page itself': async (user) => {
    await follow(user, '?again')
    return user.page('location.search')
  },
  'to the web': async (user) => {
    await follow(user, 'https://example.org/')
    return user.page('location.protocol + location.search')
  },
  'to a file': async (user) => {
    await follow(user, 'file:///etc/hostname')
    return user.page('location.protocol + location.search')
  },
  'by a script': async (user) => {
    await user.page('void setTimeout(() => { location.href = "https://example.org/" })')
    await user.settled()
    return user.page('location.protocol + location.search')
  },
  'into a window of its own': async (user) => {
    await follow(user, '?own', { ctrlKey: true })
    await user.page('void setTimeout(() => window.open("https://example.org/"))')
    await user.settled()
    return user.count()
  }
}

async function follow (user, address, keys = {}) {
  await user.page(`{
    const link = document.body.appendChild(document.createElement('a'))
    link.href = ${JSON.stringify(address)}
    setTimeout(() => link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...${JSON.stringify(keys)} })))
  }; void 0`)
  await user.settled()
}
