const { webContents } = require('electron')

// two processes start for this page
const START_MS = 9000
const guest = (user) => webContents.getAllWebContents().find((one) => one.getType() === 'webview' && one.hostWebContents === user.own.webContents)
const clickInGuest = (user, selector) => guest(user).executeJavaScript(`void document.querySelector('${selector}').click()`, true)

exports.steps = {
  'the guest tells its title': async (user) => {
    await user.until(async () => (await user.page('document.getElementById("state").innerText')) === 'Foxes', START_MS)
    return user.see('#state')
  },
  'what is clicked there': async (user) => {
    await clickInGuest(user, '#first')
    await user.until(async () => (await user.see('#told')).startsWith('first'))
    return user.see('#told')
  },
  'and something else': async (user) => {
    await clickInGuest(user, '#second')
    await user.until(async () => (await user.see('#told')).startsWith('second'))
    return user.see('#told')
  },
  'the host speaks to the guest': async (user) => {
    await user.click('#large')
    await user.until(async () => (await user.see('#told')).startsWith('size'))
    return [await user.see('#told'), await guest(user).executeJavaScript('document.body.style.fontSize')]
  },
  'and to main': async (user) => {
    await user.click('#read')
    await user.until(async () => (await user.see('#count')) !== '')
    return user.see('#count')
  },
  'the guest has no Node': (user) => guest(user).executeJavaScript('[typeof require, typeof process]')
}
