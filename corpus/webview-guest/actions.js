const { webContents } = require('electron')

const guest = () => webContents.getAllWebContents().find((one) => one.getType() === 'webview' && one.getURL().endsWith('article.html'))
const clickInGuest = (selector) => guest().executeJavaScript(`void document.querySelector('${selector}').click()`, true)

exports.steps = {
  'the guest tells its title': async (user) => {
    await user.until(async () => await user.see('#state') === 'Foxes')
    return user.see('#state')
  },
  'what is clicked there': async (user) => {
    await clickInGuest('#first')
    await user.until(async () => (await user.see('#told')).startsWith('first'))
    return user.see('#told')
  },
  'and something else': async (user) => {
    await clickInGuest('#second')
    await user.until(async () => (await user.see('#told')).startsWith('second'))
    return user.see('#told')
  },
  'the host speaks to the guest': async (user) => {
    await user.click('#large')
    await user.until(async () => (await user.see('#told')).startsWith('size'))
    return [await user.see('#told'), await guest().executeJavaScript('document.body.style.fontSize')]
  },
  'and to main': async (user) => {
    await user.click('#read')
    await user.until(async () => (await user.see('#count')) !== '')
    return user.see('#count')
  },
  'the guest has no Node': () => guest().executeJavaScript('[typeof require, typeof process]')
}
