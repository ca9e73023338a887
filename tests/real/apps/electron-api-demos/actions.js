'use strict'

const { clipboard } = require('electron')

exports.setup = (desktop) => {
  desktop.asElectron4()
  desktop.answer('showOpenDialog', { canceled: false, filePaths: ['/a/folder'] })
  desktop.answer('showSaveDialog', { canceled: false, filePath: '/a/picture.png' })
  desktop.answer('showMessageBox', { response: 1 })
}

exports.steps = {
  'about': async (user) => {
    const shown = await user.see('#about-modal')
    await user.click('#get-started')
    return [shown, await user.see('.js-section.is-shown')]
  },
  'a section': async (user) => {
    await user.click('#button-ipc')
    return user.see('.js-section.is-shown')
  },
  'a message that is answered later': async (user) => {
    await user.click('#async-msg')
    await user.until(() => user.page('document.querySelector("#async-reply").innerText !== ""'))
    return user.see('#async-reply')
  },
  'a message that is answered at once': async (user) => {
    await user.click('#sync-msg')
    return user.see('#sync-reply')
  },
  'where the app is': async (user) => {
    await user.click('#app-info')
    await user.until(() => user.page('document.querySelector("#got-app-info").innerHTML !== ""'))
    return user.page('document.querySelector("#got-app-info").innerHTML')
  },
  'versions and folders': async (user) => {
    await user.click('#version-info')
    await user.click('#sys-info')
    await user.settled()
    return [await user.page('document.querySelector("#got-version-info").innerHTML'), await user.page('document.querySelector("#got-sys-info").innerHTML')]
  },
  'copied': async (user) => {
    await user.click('#copy-to')
    await user.until(() => clipboard.readText() !== '')
    return [clipboard.readText(), await user.page('document.querySelector("#copy-to-input").placeholder')]
  },
  'pasted': async (user) => {
    await user.click('#paste-to')
    await user.settled()
    return user.page('document.querySelector("#paste-from").innerHTML')
  },
  'a folder is chosen': async (user) => {
    await user.click('#select-directory')
    await user.settled()
    return user.page('document.querySelector("#selected-file").innerHTML')
  },
  'a question': async (user) => {
    await user.click('#information-dialog')
    await user.settled()
    return user.page('document.querySelector("#info-selection").innerHTML')
  },
  'an error': async (user) => { await user.click('#error-dialog') },
  'saved': async (user) => {
    await user.click('#save-dialog')
    await user.settled()
    return user.page('document.querySelector("#file-saved").innerHTML')
  },
  'outside of the app': async (user) => {
    await user.click('#open-ex-links')
    await user.click('#open-file-manager')
    await user.click('a[href^=http]')
    await user.settled()
  },
  'a menu': async (user) => {
    await user.click('#context-menu')
    await user.until(() => user.desktop.menu)
    return user.desktop.menu.menu.items.map((item) => item.label)
  },
  'in the tray': async (user) => {
    await user.click('#put-in-tray')
    await user.until(() => user.desktop.tray && user.desktop.tray.menu)
    return user.page('document.querySelector("#tray-countdown").innerHTML')
  },
  'out of the tray': async (user) => {
    user.chooseFromTray('Remove')
    await user.settled()
    return user.page('document.querySelector("#tray-countdown").innerHTML')
  },
  'another window': async (user) => {
    await user.click('#new-window')
    await user.until(() => user.count('modal.html') === 1)
    await user.settled('modal.html')
    return [user.window('modal.html').getSize(), await user.see('body', 'modal.html')]
  },
  'closed by its own button': async (user) => {
    await user.click('#close', 'modal.html')
    await user.until(() => user.count('modal.html') === 0)
    return user.count()
  },
  'a window that is watched': async (user) => {
    await user.click('#manage-window')
    await user.until(() => user.count('manage-modal.html') === 1)
    await user.settled('manage-modal.html')
    user.window('manage-modal.html').setSize(500, 300)
    await user.settled()
    return (await user.page('document.querySelector("#manage-window-reply").innerText')).replace(/Position.*/, '')
  }
}
