// a settings module of our own: one file, read and written whole
const { remote } = require('electron')
const fs = require('fs')
const path = require('path')

const file = path.join(remote.app.getPath('userData'), 'recent.json')

function read () {
  if (!fs.existsSync(file)) return {}
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

exports.get = (key, fallback) => {
  const all = read()
  return key in all ? all[key] : fallback
}

exports.set = (key, value) => {
  const all = read()
  all[key] = value
  fs.writeFileSync(file, JSON.stringify(all))
}
