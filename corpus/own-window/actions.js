const { app, nativeTheme, powerMonitor, screen } = require('electron')

// what a page of before has asked main to listen to is never taken off: how many listeners there are is not compared
exports.steps = {
  'as it is': (user) => user.see('#state'),
  'maximised': async (user) => {
    await user.click('#grow')
    return [await user.see('#state'), await user.page('document.getElementById("state").title')]
  },
  'and back': async (user) => {
    await user.click('#grow')
    return user.see('#state')
  },
  'wider, and nobody looks': async (user) => {
    await user.click('#wider')
    return user.see('#size')
  },
  'wider, and followed': async (user) => {
    await user.click('#follow')
    await user.settled()
    await user.click('#wider')
    return user.see('#size')
  },
  'no longer followed': async (user) => {
    await user.click('#follow')
    await user.settled()
    await user.click('#wider')
    return user.see('#size')
  },
  'followed twice, and all forgotten': async (user) => {
    await user.click('#follow')
    await user.settled()
    await user.click('#forget')
    await user.settled()
    await user.click('#wider')
    return user.see('#size')
  },
  'dark': async (user) => {
    await user.click('#dark')
    await user.until(() => nativeTheme.themeSource === 'dark')
    return user.see('#theme')
  },
  'asleep and awake': async (user) => {
    powerMonitor.emit('suspend', {})
    powerMonitor.emit('resume', {})
    return user.see('#power')
  },
  'another display': async (user) => {
    screen.emit('display-added', {}, screen.getPrimaryDisplay())
    return user.see('#power')
  },
  'it goes away': async (user) => {
    app.emit('before-quit', {})
    return user.see('#leaving')
  }
}
