'use strict'

const { BrowserWindow, Menu } = require('electron')
const fs = require('fs')
const os = require('os')
const path = require('path')

const FILE = path.join(os.homedir(), 'first.md')
const OTHER = path.join(os.homedir(), 'second.md')

exports.setup = (desktop) => {
  desktop.asElectron4()
  fs.writeFileSync(OTHER, '# Second\n\n- one\n- two\n')
  desktop.answer('showSaveDialog', { canceled: false, filePath: FILE })
  desktop.answer('showOpenDialog', { canceled: false, filePaths: [OTHER] })
}

exports.steps = {
  'an empty document': async (user) => {
    // without a window manager no window has the focus
    BrowserWindow.getFocusedWindow = () => user.window()
    // the editor takes a line of its own in for a moment, to measure it
    return [await user.page('document.title'), (await user.see()).replace('\xa0\n', '')]
  },
  'text is shown as it is typed': async (user) => {
    await user.page('cm.setValue("# First\\n\\nSome *text* :smile: and [a link](https://example.org/there)\\n\\n```js\\nvar a = 1\\n```\\n")')
    return [await user.page('document.title'), await user.still(() => user.page('document.querySelector("#markdown").innerHTML'))]
  },
  'as HTML': async (user) => {
    await user.click('[value=html]')
    return [await user.see('#htmlPreview'), await user.page('document.querySelector("#markdown").style.display')]
  },
  'the toolbar makes it bold': async (user) => {
    await user.click('#angleToolBar')
    await user.page('cm.setSelection({ line: 2, ch: 0 }, { line: 2, ch: 4 })')
    await user.click('.fa-bold')
    return [await user.page('cm.getLine(2)'), await user.page('document.querySelector("#toolbarArea").style.display')]
  },
  'dark': async (user) => {
    await user.click('[value=dark]')
    return [await user.page('cm.getOption("theme")'), await user.page('document.querySelector("#previewPanel").className')]
  },
  'a link is for the browser': async (user) => {
    await user.click('[value=preview]')
    await user.click('#markdown a')
    await user.until(() => user.recording.calls.length === 1)
    return user.page('location.href.replace(/.*[/]/, "")')
  },
  'saved under a name': async (user) => {
    choose(user, '&File', 'Save As')
    await user.until(() => fs.existsSync(FILE) && fs.readFileSync(FILE, 'utf8'))
    return [fs.readFileSync(FILE, 'utf8'), await user.still(() => user.page('document.title'))]
  },
  'changed and saved': async (user) => {
    await user.page('cm.setValue("# First, again\\n")')
    const changed = await user.page('document.title')
    choose(user, '&File', 'Save')
    await user.until(() => fs.readFileSync(FILE, 'utf8').includes('again'))
    return [changed, fs.readFileSync(FILE, 'utf8'), await user.still(() => user.page('document.title'))]
  },
  'another is opened': async (user) => {
    choose(user, '&File', 'Open')
    await user.until(() => user.page('cm.getValue().includes("Second")'))
    return [await user.see('#markdown'), await user.still(() => user.page('document.title'))]
  },
  'searched': async (user) => {
    choose(user, '&Edit', 'Search')
    await user.until(() => user.page('document.querySelector(".CodeMirror-dialog") !== null'))
    return user.see('.CodeMirror-dialog')
  },
  'a new one': async (user) => {
    choose(user, '&File', 'New')
    await user.until(() => user.page('cm.getValue() === ""'))
    return user.still(() => user.page('document.title'))
  },
  'the menu of the text': async (user) => {
    await user.rightClick('#plainText')
    return user.desktop.menu.menu.items.map((item) => item.label)
  },
  'remembered': async (user) => {
    choose(user, '&File', 'Open')
    await user.until(() => user.page('cm.getValue().includes("Second")'))
    await user.settled()
    const again = new Promise((resolve) => user.window().webContents.once('did-finish-load', resolve))
    user.window().reload()
    await again
    await user.until(() => user.page('cm.getValue().includes("Second")'))
    return user.see('#markdown')
  }
}

function choose (user, ...labels) {
  const item = labels.reduce((menu, label) => (menu.items || menu.submenu.items).find((one) => one.label === label), Menu.getApplicationMenu())
  item.click({}, user.window(), user.window().webContents)
}
