const labels = (menu) => menu.items.map((item) => [item.label || item.type, item.enabled, item.submenu ? labels(item.submenu) : null])
const icon = (user) => [user.desktop.tray.toolTip, labels(user.desktop.tray.menu)]
const told = async (user) => [await user.see('#tasks'), await user.see('#told')]

exports.steps = {
  'an icon with the tasks': async (user) => {
    await user.until(() => user.desktop.tray && user.desktop.tray.menu && user.desktop.tray.toolTip === '2 to do')
    return icon(user)
  },
  'clicked': async (user) => {
    user.desktop.tray.icon.emit('click', {}, { x: 1, y: 2, width: 3, height: 4 }, { x: 5, y: 6 })
    return told(user)
  },
  'clicked twice': async (user) => {
    user.desktop.tray.icon.emit('double-click', {}, { x: 7, y: 2, width: 3, height: 4 })
    return told(user)
  },
  'a task from the menu': async (user) => {
    user.chooseFromTray('read')
    return told(user)
  },
  'finished from the menu': async (user) => {
    user.chooseFromTray('Finish the first')
    await user.until(() => user.desktop.tray.toolTip === '1 to do' && user.desktop.notification)
    return [await told(user), icon(user)]
  },
  'its notification is clicked': async (user) => {
    user.desktop.notification.emit('click', {})
    return told(user)
  },
  'and closed': async (user) => {
    user.desktop.notification.emit('close', {})
    return told(user)
  },
  'closed again': async (user) => {
    await user.click('#pause')
    await user.until(() => user.desktop.notification.title === 'A break')
    return told(user)
  },
  'one more, from a submenu': async (user) => {
    user.chooseFromTray('More', 'Add one')
    await user.until(() => user.desktop.tray.toolTip === '2 to do')
    return [await told(user), icon(user)]
  },
  'the icon goes': async (user) => {
    const { icon } = user.desktop.tray
    await user.click('#away')
    await user.until(() => icon.isDestroyed())
    return told(user)
  },
  'and comes back': async (user) => {
    const { icon: gone } = user.desktop.tray
    await user.click('#back')
    await user.until(() => user.desktop.tray.icon !== gone && user.desktop.tray.menu)
    return icon(user)
  },
  'finished without it': async (user) => {
    await user.click('#done')
    await user.until(() => user.desktop.notification.body === 'read' && user.desktop.tray.toolTip === '1 to do')
    user.desktop.notification.emit('click', {})
    return told(user)
  },
  'the icon without its menu': async (user) => {
    await user.click('#plain')
    await user.until(() => !user.desktop.tray.menu)
    return user.desktop.tray.toolTip
  },
  'the web\'s own': async (user) => {
    await user.click('#web')
    return told(user)
  }
}
