const press = (...ids) => async (user) => {
  for (const id of ids) {
    await user.click(`#${id}`)
    await user.settled()
  }
  return [await user.see('#log'), await user.see('#count')]
}

const write = (name, grams) => async (user) => {
  await user.type('#name', name)
  await user.type('#grams', grams)
  return press('add')(user)
}

exports.steps = {
  'what it runs on': (user) => user.see('#kind'),
  'a parcel': write('books', '900'),
  'its weight': press('weigh'),
  'another': write('shoes', '450'),
  'weighed too': press('weigh'),
  'all gone': press('clear', 'weigh'),
  'the night': press('night'),
  'the day': press('day'),
  'the shelf': async (user) => [await press('fill')(user), await user.see('#shelf')],
  'the shelf again': async (user) => [await press('empty')(user), await user.see('#shelf')]
}
