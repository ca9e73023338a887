const { Menu } = require('electron')

const line = ({ label, type, enabled, visible, checked }) => [label || type, enabled, visible, checked]
const menus = () => Menu.getApplicationMenu().items.map((item) => [item.label, item.submenu.items.map(line)])
const find = (...labels) => labels.reduce((at, label) => at.submenu.items.find((one) => one.label === label), { submenu: Menu.getApplicationMenu() })

async function choose (user, ...labels) {
  const item = find(...labels)
  item.click({}, user.window(), user.window().webContents)
  await user.see()
}

exports.steps = {
  'the menu of the page is that of the application': async (user) => {
    await user.until(() => Menu.getApplicationMenu() && Menu.getApplicationMenu().items.length === 2)
    return menus()
  },
  'what is drawn can be undone': async (user) => {
    await user.click('#draw')
    await user.click('#draw')
    await user.until(() => find('Edit', 'Undo').enabled)
    return [await user.see('#canvas'), menus()]
  },
  'undone from the menu': async (user) => {
    await choose(user, 'Edit', 'Undo')
    await user.until(() => !find('Edit', 'Clear').visible)
    return [await user.see('#canvas'), menus()]
  },
  'a checkbox keeps its tick in the menu': async (user) => {
    await choose(user, 'View', 'Grid')
    return [await user.see('#status'), menus()[1]]
  },
  'one of two': async (user) => {
    await choose(user, 'View', 'Fine')
    return [await user.see('#status'), menus()[1]]
  },
  'shown by a button, in its place': async (user) => {
    user.desktop.menu = null
    await user.click('#menu')
    await user.until(() => user.desktop.menu)
    const { x, y, window } = user.desktop.menu.options
    return [x, y, window === user.window()]
  },
  'another menu in its place': async (user) => {
    await user.click('#language')
    await user.until(() => Menu.getApplicationMenu().items[0].label === 'Bearbeiten')
    await user.until(() => find('Bearbeiten', 'Zurück').enabled)
    return menus()
  },
  'whose clicks arrive': async (user) => {
    await choose(user, 'Ansicht', 'Gitter')
    return [await user.see('#status'), menus()[1]]
  }
}
