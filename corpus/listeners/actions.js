const press = (...ids) => async (user) => {
  for (const id of ids) {
    await user.click(`#${id}`)
    await user.settled()
  }
  return user.see('#log')
}

exports.steps = {
  'one who calls the listener itself': press(),
  'nobody watches trains': press('train'),
  'watched once': press('watch', 'train'),
  'watched twice': press('watch', 'train'),
  'one of them stops': press('unwatch', 'train'),
  'both have stopped, and once too often': press('unwatch', 'unwatch', 'train'),
  'watched again': press('watch', 'train', 'unwatch'),
  'a delay': press('delay'),
  'with the panel': press('show', 'delay'),
  'the panel hears what the page emits': press('local'),
  'without the panel': press('hide', 'delay', 'local'),
  'the panel a second time': press('show', 'delay', 'hide'),
  'a platform, the first since the start': press('platform', 'platform'),
  'counted': press('count'),
  'all listeners gone': press('clear', 'platform', 'count'),
  'registered anew, twice over': press('again', 'again', 'platform', 'platform', 'count'),
  'an alarm': press('alarm'),
  'the clock, in three ways': press('clock'),
  'an async listener': press('question'),
  'no line is connected': press('gate'),
  'by day': press('day', 'gate'),
  'by night': press('night', 'gate'),
  'by night, connected again': press('night', 'gate'),
  'and off': press('off', 'gate')
}
