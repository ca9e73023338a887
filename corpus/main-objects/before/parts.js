(function () {
  const { remote } = require('electron')
  const parts = remote.require('./lib/parts')
  const { labels, LIMIT } = parts
  const show = (id, text) => { document.getElementById(id).textContent = text }

  show('units', parts.UNITS.map((unit) => unit.toUpperCase()).join(' ') + ` up to ${LIMIT}`)
  show('count', parts.count())

  document.getElementById('find').addEventListener('click', async () => {
    const part = await parts.find(1)
    show('part', labels.of(part))
  })
  document.getElementById('missing').addEventListener('click', () => {
    parts.find(7).then((part) => show('part', part.name)).catch((error) => show('part', error.message.replace(/^.*Error: /, '')))
  })
  document.getElementById('look').addEventListener('click', async () => {
    try {
      show('part', (await parts.find(8)).name)
    } catch (error) {
      show('part', error.code === 'ENOPART' ? `${error.name} ${error.errno}: ${error.message} (${error instanceof Error})` : 'broken')
    }
  })
  document.getElementById('order').addEventListener('click', () => {
    const failed = (error) => show('stock', error.code === 'EMPTY' && error.message === 'only 0 left' ? `${error.code} ${error.path}` : 'broken')
    parts.order(2).then((part) => show('stock', part.name), failed)
  })
  document.getElementById('take').addEventListener('click', () => {
    parts.take(1, 9, (error, left) => {
      show('stock', error ? error.message.replace(/^.*Error: /, '') : `${left} left`)
    })
  })
  document.getElementById('read').addEventListener('click', () => {
    show('journal', remote.getGlobal('journal').tail(3).join('\n'))
    show('count', remote.getGlobal('shared').visits)
  })
})()
