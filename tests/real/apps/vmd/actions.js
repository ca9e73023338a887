'use strict'

const { BrowserWindow, Menu } = require('electron')
const fs = require('fs')
const os = require('os')
const path = require('path')

const FIRST = path.join(os.homedir(), 'first.md')
const SECOND = path.join(os.homedir(), 'second.md')

exports.setup = (desktop) => {
  desktop.asElectron4()
  fs.writeFileSync(FIRST, '---\ntitle: On top\n---\n# First\n\nSome *text* :smile: and `code`, [there](https://example.org/there), [on](second.md), [down](#down)\n\n```js\nvar a = 1\n```\n\n## Down\n')
  fs.writeFileSync(SECOND, '# Second\n\n- one\n- two\n')
  desktop.answer('showOpenDialog', { canceled: false, filePaths: [FIRST] })
}

exports.steps = {
  'what it is': async (user) => {
    BrowserWindow.getFocusedWindow = () => user.window()
    return [user.window().getTitle(), await user.see()]
  },
  'a file is opened': async (user) => {
    choose(user, '&File', '&Open')
    await user.until(() => user.page('document.body.innerText.includes("First")'))
    return [user.window().getTitle(), await user.still(() => user.page('document.querySelector(".markdown-body").innerHTML'))]
  },
  'a link is for the browser': async (user) => {
    await user.click('a[href^=https]')
    return user.see('h1')
  },
  'a link into the page': async (user) => {
    user.window().setContentSize(400, 200)
    await user.settled()
    await user.click('a[href="#down"]')
    return user.still(() => user.page('scrollY'))
  },
  'a link to another file': async (user) => {
    await user.click('a[href="second.md"]')
    await user.until(() => user.page('document.body.innerText.includes("Second")'))
    return [user.window().getTitle(), await user.see()]
  },
  'and back': async (user) => {
    choose(user, '&History', '&Back')
    await user.until(() => user.page('document.body.innerText.includes("First")'))
    return user.window().getTitle()
  },
  'the file changes': async (user) => {
    fs.writeFileSync(FIRST, fs.readFileSync(FIRST, 'utf8').replace('# First', '# First, changed'))
    await user.until(() => user.page('document.body.innerText.includes("changed")'))
    return user.see('h1')
  },
  'larger': async (user) => {
    choose(user, '&View', 'Zoom &In')
    choose(user, '&View', 'Zoom &In')
    return user.still(() => user.page('document.body.style.zoom'))
  },
  'as it was': async (user) => {
    choose(user, '&View', '&Reset Zoom')
    return user.still(() => user.page('document.body.style.zoom'))
  },
  'the menu of the page': async (user) => {
    await user.rightClick('h1')
    const labels = user.desktop.menu.menu.items.filter((item) => item.visible).map((item) => item.label)
    await user.choose()
    return labels
  },
  'a selection': async (user) => {
    await user.page('getSelection().selectAllChildren(document.querySelector("h1")); void window.dispatchEvent(new MouseEvent("mouseup"))')
    return user.still(() => item('&Edit', '&Copy').enabled)
  },
  'Escape closes': async (user) => {
    // a page that is gone does not answer
    await user.page('void setTimeout(() => window.dispatchEvent(new KeyboardEvent("keydown", { keyCode: 27 })))')
    await user.until(() => user.count() === 0)
  }
}

function choose (user, ...labels) {
  item(...labels).click({}, user.window(), user.window().webContents)
}

function item (...labels) {
  return labels.reduce((menu, label) => (menu.items || menu.submenu.items).find((one) => one.label === label), Menu.getApplicationMenu())
}
