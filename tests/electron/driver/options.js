// The driver's own options: what follows the app on the command line.
'use strict'

const path = require('path')

const FLAGS = ['reload', 'back', 'second-window', 'after']
const VALUES = ['actions', 'result']
const USAGE = 'electron -r driver/main.js APP --actions FILE --result FILE [--reload] [--back] [--second-window] [--after]'

const at = process.argv.indexOf('--actions') - 1
const options = { app: process.argv[at] }
const words = process.argv.slice(at + 1)
while (words.length) {
  const name = words.shift().replace(/^--/, '')
  if (FLAGS.includes(name)) options[name] = true
  else if (VALUES.includes(name) && words.length) options[name] = path.resolve(words.shift())
  else throw new Error(`unknown option ${name}; usage: ${USAGE}`)
}
if (at < 1 || VALUES.some((name) => !options[name])) throw new Error(`usage: ${USAGE}`)
// The spelling as given is kept: an app may be started through a symlink.
options.app = path.resolve(options.app)

module.exports = {
  options,
  /** The app sees the command line that a user would have typed. */
  hideOptions: () => { process.argv.splice(at + 1) }
}
