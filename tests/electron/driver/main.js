// Plays a user's actions in an app that runs in a real Electron 9, and writes down what the user saw and what main received:
//   electron --no-sandbox -r driver/main.js APP --actions FILE --result FILE [--reload] [--back] [--second-window] [--after]
// Loaded before the app (-r), so that the app starts as it always does: its own name, version, path and main module. What it keeps goes to $HOME.
'use strict'

const { app } = require('electron')
const fs = require('fs')
const os = require('os')

const { options, hideOptions } = require('./options')
const { Recording } = require('./recording')
const { standInForDesktop } = require('./desktop')
const { watchWindows } = require('./audit')
const { User } = require('./user')
const { arrive } = require('./arrive')

const RUN_MS = 60000
const STEP_MS = 10000

const exit = app.exit.bind(app) // before the app's own is stood in for
hideOptions()

const recording = new Recording({ '<app>': options.app, '<home>': os.homedir() })
const desktop = standInForDesktop(recording)
const audit = watchWindows(recording)
const user = new User(recording, desktop)
const actions = require(options.actions)

process.on('uncaughtException', (error) => recording.error('main', error))
process.on('unhandledRejection', (error) => recording.error('main, promise', error))
setTimeout(() => { recording.error('driver', new Error('the run took too long')); finish() }, RUN_MS)

if (actions.setup) actions.setup(desktop)
app.on('window-all-closed', () => {}) // the run ends when the steps do
app.whenReady().then(play).catch((error) => recording.error('driver', error)).then(finish)

async function play () {
  await arrive(user, options)
  for (const [name, step] of Object.entries(actions.steps)) {
    recording.step = name
    recording.saw(await within(STEP_MS, step(user)).catch((error) => `THROWN ${error.message}`))
  }
}

async function within (ms, promise) {
  const late = new Promise((resolve, reject) => setTimeout(() => reject(new Error('the step took too long')), ms))
  return Promise.race([promise, late])
}

async function finish () {
  // a window that never came to show a page does not answer
  const windows = await within(STEP_MS, audit.result()).catch((error) => { recording.error('audit', error); return [] })
  const result = { ...recording.result(), windows }
  if (options.after) result.insecure = windows.filter((window) => !window.isolated || !window.sandboxed || window.reaches.length > 0)
  fs.writeFileSync(options.result, JSON.stringify(result))
  exit(0)
}
