const press = (...ids) => async (user) => {
  for (const id of ids) {
    await user.click(`#${id}`)
    await user.settled()
  }
  return user.see('#told')
}

exports.steps = {
  'measured': press('measure'),
  'a report': press('report'),
  'wider': press('wider'),
  'measured again': press('measure'),
  'a second line': press('report')
}
