const { app } = require('electron')
const { execFileSync } = require('child_process')
const fs = require('fs')
const path = require('path')

const log = path.join(app.getPath('temp'), `clerk ${process.pid}.log`)

// Whether a program of this app still reads the log.
function isFollowed () {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').some((line) => line.startsWith('tail') && line.includes(log))
}

exports.steps = {
  'the system': async (user) => user.see('#system'),
  'what is said is an argument, whatever is in it': async (user) => {
    await user.type('#text', 'a "b" $(c); d')
    await user.click('#say')
    await user.until(async () => (await user.see('#message')).includes('!'))
    return user.see('#message')
  },
  'counted, then done': async (user) => {
    await user.type('#text', 'four')
    await user.click('#count')
    await user.until(async () => (await user.see('#message')).includes('done'))
    return user.see('#message')
  },
  'what fails': async (user) => {
    await user.click('#fail')
    await user.until(async () => (await user.see('#message')).includes('fail'))
    return user.see('#message')
  },
  'started, and left alone': async (user) => {
    await user.click('#start')
    await user.until(async () => (await user.see('#message')).includes('started'))
    return user.see('#message')
  },
  'what is printed is shown as it comes': async (user) => {
    fs.writeFileSync(log, 'one\ntwo\nthree\n')
    await user.type('#text', log)
    await user.click('#follow')
    await user.until(async () => (await user.see('#message')).includes('three'))
    fs.appendFileSync(log, 'four\n')
    await user.until(async () => (await user.see('#message')).includes('four'))
    return user.see('#message')
  },
  'until it is stopped': async (user) => {
    await user.click('#stop')
    await user.until(async () => (await user.see('#message')).includes('ended'))
    return [await user.see('#message'), isFollowed()]
  },
  'what is not there': async (user) => {
    await user.click('#nothing')
    await user.until(async () => (await user.see('#message')).includes('no such'))
    return user.see('#message')
  },
  'one that runs when the page is left': async (user) => {
    await user.type('#text', log)
    await user.click('#follow')
    await user.until(async () => (await user.see('#message')).includes('four'))
    await user.page('location.reload()').catch(() => {})
    await user.until(async () => (await user.see('#message')) === '' && (await user.see('#system')) !== '')
    await user.type('#text', log)
    await user.click('#follow')
    await user.until(async () => (await user.see('#message')).includes('four'))
    await user.click('#stop')
    await user.until(async () => (await user.see('#message')).includes('ended'))
    return user.see('#message')
  }
}
