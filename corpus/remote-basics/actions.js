exports.steps = {
  'what the app is': (user) => user.see(),
  'another folder': async (user) => {
    await user.type('#folder', 'appData')
    return user.see('#path')
  },
  'opening is called off': async (user) => {
    await user.click('#open')
    return user.see('#opened')
  },
  'a picture is opened': async (user) => {
    user.desktop.answer('showOpenDialog', { canceled: false, filePaths: ['/tmp/Bär.png'] })
    await user.click('#open')
    return user.see('#opened')
  },
  'a folder is opened, without a parent window': async (user) => {
    await user.click('#open-free')
    return user.see('#opened')
  },
  'yes, always': async (user) => {
    user.desktop.answer('showMessageBox', { response: 0, checkboxChecked: true })
    await user.click('#ask')
    return user.see('#asked')
  },
  'saving is called off': async (user) => {
    await user.click('#save')
    return user.see('#saved')
  },
  'saved': async (user) => {
    user.desktop.answer('showSaveDialog', { canceled: false, filePath: '/tmp/entwurf 2.txt' })
    await user.click('#save')
    return user.see('#saved')
  },
  'removed': async (user) => {
    await user.click('#remove')
    return user.see('#removed')
  },
  'kept': async (user) => {
    user.desktop.answer('showMessageBox', { response: 1 })
    await user.click('#remove')
    return user.see('#removed')
  },
  'a link opens in the browser': async (user) => {
    await user.click('#site')
    return user.settled()
  },
  'a file is shown in its folder, and a beep': async (user) => {
    await user.click('#show')
    await user.click('#beep')
    return user.settled()
  },
  'copied and pasted': async (user) => {
    await user.click('#copy')
    await user.settled()
    await user.click('#paste')
    return user.see('#pasted')
  },
  'minimised': async (user) => {
    await user.click('#minimise')
    await user.settled()
    return user.window().isMinimized()
  },
  'maximised': async (user) => {
    await user.click('#maximise')
    await user.settled()
    return user.window().isMaximized()
  },
  'and back': async (user) => {
    await user.click('#maximise')
    await user.settled()
    return user.window().isMaximized()
  },
  'full screen': async (user) => {
    await user.click('#full')
    return [await user.see('#mode'), await user.see('#full'), user.window().isFullScreen()]
  },
  'and in a window again': async (user) => {
    await user.click('#full')
    return [await user.see('#mode'), await user.see('#full'), user.window().isFullScreen()]
  },
  'a new title': async (user) => {
    await user.click('#rename')
    return [await user.see('#window'), user.window().getTitle()]
  },
  'bigger twice': async (user) => {
    await user.click('#bigger')
    await user.click('#bigger')
    return [await user.see('#zoom'), await user.page('window.devicePixelRatio')]
  },
  'the screens with their pictures': async (user) => {
    await user.click('#look')
    await user.until(() => user.see('#screens'))
    await user.until(() => user.page("document.getElementById('screen').naturalWidth > 0"))
    return [await user.see('#screens'), await user.page("document.getElementById('screen').src.slice(0, 15)")]
  }
}
