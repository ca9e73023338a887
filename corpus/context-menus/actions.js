const labels = (user) => user.desktop.menu.menu.items.map(({ label, type, enabled, checked }) => [label || type, enabled, checked])

exports.steps = {
  'three books': (user) => user.see('#books'),
  'a menu for one book': async (user) => {
    await user.rightClick('[data-title="Krabat"]')
    return labels(user)
  },
  'closed without a choice': async (user) => {
    await user.choose()
    return [await user.see('#books'), await user.see('#status')]
  },
  'lent': async (user) => {
    await user.rightClick('[data-title="Krabat"]')
    await user.choose('Lend')
    return user.see('#status')
  },
  'a shorter menu for a book that is lent': async (user) => {
    await user.rightClick('[data-title="Krabat"]')
    const shown = labels(user)
    await user.choose()
    return shown
  },
  'read, by a checkbox': async (user) => {
    await user.rightClick('[data-title="Krabat"]')
    await user.choose('Read')
    return user.see('#books')
  },
  'and not read': async (user) => {
    await user.rightClick('[data-title="Krabat"]')
    const shown = labels(user)
    await user.choose('Read')
    return [shown, await user.see('#books')]
  },
  'moved, from a submenu': async (user) => {
    await user.rightClick('[data-title="Momo"]')
    await user.choose('Move to', 'Shelf C')
    return user.see('#books')
  },
  'a menu that is shown again and again': async (user) => {
    await user.rightClick('#shelf')
    await user.choose('By shelf')
    const sorted = await user.see('#books')
    await user.rightClick('#shelf')
    await user.choose('Covers')
    return [sorted, await user.see('#books')]
  },
  'what was ticked stays so': async (user) => {
    await user.rightClick('#shelf')
    const shown = labels(user)
    await user.choose('Covers')
    await user.rightClick('#shelf')
    await user.choose('By title')
    await user.rightClick('#shelf')
    const later = labels(user)
    await user.choose()
    return [shown, later, await user.see('#books')]
  },
  'what a click function answers does not matter': async (user) => {
    await user.rightClick('#shelf')
    await user.choose('Find Krabat')
    return [await user.see('#status'), await user.see('#errors')]
  },
  'what it throws is told': async (user) => {
    await user.rightClick('#shelf')
    await user.choose('Break').catch(() => {})
    return user.see('#errors')
  },
  'a menu of roles, where the mouse is': async (user) => {
    await user.type('#search', 'Em')
    await user.rightClick('#search')
    const { x, y } = user.desktop.menu.options
    await user.choose('Clear')
    return [labels(user), x, y, await user.see('#search'), await user.see('#status')]
  }
}
