const { app } = require('electron')
const { execFileSync } = require('child_process')
const fs = require('fs')
const http = require('http')
const path = require('path')

const log = path.join(app.getPath('temp'), `clerk ${process.pid}.log`)

const long = 'é'.repeat(100000)

// The server that the page asks. Another run of this app may have its port for a moment.
async function listening () {
  const server = http.createServer((request, response) => {
    response.setHeader('Content-Type', 'text/plain')
    response.setHeader('Connection', 'close')
    response.end(request.url === '/long' ? long : `${decodeURIComponent(request.url)}, ${request.headers['x-asked-by']}`)
  })
  for (;;) {
    try {
      await new Promise((resolve, reject) => { server.once('error', reject).listen(47813, '127.0.0.1', resolve) })
      return server
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

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
  },
  'what a server answers': async (user) => {
    const server = await listening()
    await user.type('#text', 'how are you?')
    await user.click('#ask')
    await user.until(async () => (await user.see('#message')).includes('you'))
    const answered = await user.see('#message')
    await user.type('#text', log)
    await user.click('#fetch')
    await user.until(async () => (await user.see('#message')).includes('fetched'))
    await new Promise((resolve) => server.close(resolve))
    return [answered, await user.see('#message'), fs.readFileSync(log, 'utf8') === long]
  },
  'and when there is none': async (user) => {
    await user.click('#call')
    await user.until(async () => (await user.see('#message')).includes('body answers'))
    return user.see('#message')
  }
}
