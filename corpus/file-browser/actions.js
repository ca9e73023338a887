const { app } = require('electron')
const fs = require('fs')
const path = require('path')

const stored = (name) => path.join(app.getPath('userData'), 'shelf', name)

exports.steps = {
  'an empty shelf': async (user) => [await user.see('#where'), await user.see('#machine'), await user.see('#entries')],
  'the icon is shown': async (user) => {
    await user.until(() => user.page('document.querySelector("#icon").naturalWidth > 0'))
    return user.page('document.querySelector("#icon").naturalWidth')
  },
  'a file is stored and listed': async (user) => {
    await user.click('#store')
    await user.until(() => user.see('#entries'))
    return [await user.see('#message'), await user.see('#entries')]
  },
  'and opened': async (user) => {
    await user.click('#entries li')
    await user.until(() => user.see('#content'))
    return [await user.see('#content'), await user.see('#message')]
  },
  'a folder is made': async (user) => {
    await user.click('#folder')
    await user.until(async () => (await user.see('#entries')).includes('poems/'))
    return user.see('#entries')
  },
  'once': async (user) => {
    await user.click('#folder')
    await user.until(async () => (await user.see('#message')).includes('already'))
    return user.see('#message')
  },
  'one goes into it': async (user) => {
    await user.click('#entries li')
    await user.until(async () => (await user.see('#where')).includes('poems'))
    return [await user.see('#where'), await user.see('#entries')]
  },
  'with text that is more than ASCII': async (user) => {
    await user.type('#name', 'é.md')
    await user.type('#text', 'Träume, 夢')
    await user.click('#store')
    await user.until(() => user.see('#entries'))
    await user.click('#entries li')
    await user.until(async () => (await user.see('#message')).includes('letters'))
    return [await user.see('#entries'), await user.see('#content'), await user.see('#message')]
  },
  'and out again, no further than the shelf': async (user) => {
    await user.click('#up')
    await user.until(async () => !(await user.see('#where')).includes('poems'))
    await user.click('#up')
    await user.settled()
    return [await user.see('#where'), await user.see('#entries')]
  },
  'a copy': async (user) => {
    await user.type('#name', 'poems.txt')
    await user.click('#copy')
    await user.until(async () => (await user.see('#entries')).includes('poems 2.txt'))
    return user.see('#entries')
  },
  'of nothing': async (user) => {
    await user.type('#name', 'none.txt')
    await user.click('#copy')
    await user.until(async () => (await user.see('#message')).includes('nothing'))
    return user.see('#message')
  },
  'what is not there cannot be opened': async (user) => {
    await user.click('#missing')
    await user.until(async () => (await user.see('#message')).includes('lost'))
    return user.see('#message')
  },
  'nor removed': async (user) => {
    await user.click('#remove')
    await user.until(async () => (await user.see('#message')).includes('remove'))
    return user.see('#message')
  },
  'a file is removed': async (user) => {
    await user.type('#name', 'poems 2.txt')
    await user.click('#remove')
    await user.until(async () => !(await user.see('#entries')).includes('poems 2.txt'))
    return user.see('#entries')
  },
  'bytes are stored and read': async (user) => {
    await user.click('#dots')
    await user.until(async () => (await user.see('#message')).includes('bytes:'))
    return [await user.see('#message'), await user.see('#entries')]
  },
  'and weighed in place': async (user) => {
    await user.click('#weigh')
    await user.until(async () => (await user.see('#message')).includes('weighs'))
    return user.see('#message')
  },
  'folders among the entries': async (user) => {
    await user.click('#folders')
    await user.until(async () => (await user.see('#message')).includes('folders'))
    return user.see('#message')
  },
  'a picture of bytes': async (user) => {
    await user.click('#picture')
    await user.until(async () => (await user.see('#message')).includes('picture'))
    return [await user.see('#message'), await user.page('document.querySelector("#icon").naturalWidth')]
  },
  'a folder and a file are watched': async (user) => {
    await user.click('#watch')
    await user.until(async () => (await user.see('#message')).includes('watching'))
    return [await user.see('#message'), await user.see('#content')]
  },
  'and what happens to them is heard': async (user) => {
    fs.writeFileSync(stored('new.txt'), 'new')
    await user.until(async () => (await user.see('#message')).includes('new.txt'))
    fs.appendFileSync(stored('dots.bin'), 'and more')
    await user.until(async () => (await user.see('#message')).includes('grew'))
    return user.see('#message')
  },
  'until they rest': async (user) => {
    await user.click('#rest')
    await user.until(async () => (await user.see('#message')).includes('resting'))
    fs.unlinkSync(stored('new.txt'))
    await new Promise((resolve) => setTimeout(resolve, 500))
    return user.see('#message')
  },
  'events of the page': async (user) => {
    await user.click('#tell')
    await user.until(async () => (await user.see('#message')).includes('told'))
    return user.see('#message')
  },
  'files are chosen, and have a path': async (user) => {
    await user.chooseFiles('#chosen', [stored('poems.txt'), stored('poems')])
    await user.until(async () => (await user.see('#message')).includes('chosen'))
    return user.see('#message')
  },
  'a task, a microtask and what comes between': async (user) => {
    await user.click('#count')
    await user.until(async () => (await user.see('#message')).includes('later'))
    return user.see('#message')
  },
  'a file is poured into another': async (user) => {
    await user.click('#pour')
    const poured = () => fs.existsSync(stored('poured.txt')) && fs.readFileSync(stored('poured.txt'), 'utf8')
    await user.until(() => poured() === fs.readFileSync(stored('poems.txt'), 'utf8'))
    return poured()
  },
  'piped, and what cannot be': async (user) => {
    fs.writeFileSync(stored('long.txt'), 'é'.repeat(50000) + 'abc'.repeat(50000))
    await user.click('#pipe')
    await user.until(async () => (await user.see('#message')).includes('piped'))
    return [await user.see('#message'), fs.readFileSync(stored('long 2.txt')).equals(fs.readFileSync(stored('long.txt')))]
  },
  'read in parts': async (user) => {
    fs.writeFileSync(stored('long.txt'), 'é'.repeat(2000) + 'abc'.repeat(700))
    await user.click('#parts')
    await user.until(async () => (await user.see('#message')).includes('parts'))
    await user.until(async () => (await user.see('#content')).includes('no such file'))
    return user.see('#message')
  },
  'a log is written': async (user) => {
    await user.click('#log')
    await user.until(async () => (await user.see('#message')).includes('open'))
    await user.click('#log')
    await user.until(async () => (await user.see('#content')).includes('the end'))
    return user.see('#content')
  },
  'and what was sent is written when the page is left': async (user) => {
    await user.click('#log')
    await user.until(async () => (await user.see('#message')).includes('open'))
    await user.page('location.reload()').catch(() => {})
    const whole = 'line 0\nline 1\nline 2\n'
    await user.until(() => fs.readFileSync(stored('log.txt'), 'utf8') === `${whole}the end\n${whole}`)
    await user.until(() => user.see('#entries'))
    return fs.readFileSync(stored('log.txt'), 'utf8')
  }
}
