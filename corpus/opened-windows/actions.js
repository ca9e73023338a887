const { app } = require('electron')
const fs = require('fs')
const path = require('path')

exports.steps = {
  'about': async (user) => {
    await user.click('#about')
    await user.until(() => user.count('about.html') === 1)
    await user.settled('about.html')
    const about = user.window('about.html')
    const told = (await user.see('#told')).split(' ').sort()
    return [await user.see('#who', 'about.html'), about.getSize(), about.getParentWindow() === user.window(), told]
  },
  'about, once more': async (user) => {
    await user.click('#about')
    await user.until(() => user.count('about.html') === 2)
    await user.settled('about.html')
    return [user.count('about.html'), (await user.see('#told')).split(' ').sort()]
  },
  'one of them is closed': async (user) => {
    user.window('about.html').close()
    await user.until(() => user.count('about.html') === 1)
    return (await user.see('#told')).split(' ').sort()
  },
  'nothing to measure': async (user) => {
    await user.click('#measure')
    await user.click('#wider')
    return user.see('#size')
  },
  'a palette': async (user) => {
    await user.click('#palette')
    await user.until(() => user.count('palette.html') === 1)
    await user.settled('palette.html')
    const palette = user.window('palette.html')
    return [palette.getSize(), palette.webContents.getZoomFactor(), await user.see('body', 'palette.html'), await user.page('size.title')]
  },
  'measured': async (user) => {
    await user.click('#measure')
    return user.see('#size')
  },
  'wider': async (user) => {
    await user.click('#wider')
    await user.settled()
    await user.click('#measure')
    return user.see('#size')
  },
  'closed by the page': async (user) => {
    await user.click('#away')
    await user.until(() => user.count('palette.html') === 0)
    return [user.count(), await user.see('#size')]
  },
  'on paper': async (user) => {
    await user.click('#paper')
    await user.until(() => user.page('printed.innerText'))
    await user.until(() => user.count('paper.html') === 0)
    return [await user.see('#printed'), fs.readFileSync(path.join(app.getPath('userData'), 'paper.pdf'), 'latin1').slice(0, 5)]
  },
  'a page that keeps its Node': async (user) => {
    await user.click('#version')
    await user.until(() => user.count('version.html') === 1)
    await user.settled('version.html')
    await user.click('#ask', 'version.html')
    await user.settled('version.html')
    return [user.window('version.html').getSize(), await user.see('#node', 'version.html')]
  },
  'closed again': async (user) => {
    user.window('version.html').close()
    await user.until(() => user.count('version.html') === 0)
    await user.settled()
    return user.page('told.title')
  }
}
