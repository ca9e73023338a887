(function () {
  const show = (id, text) => { document.getElementById(id).textContent = text }

  show('units', window.electronAPI.parts.UNITS.map((unit) => unit.toUpperCase()).join(' ') + ` up to ${window.electronAPI.parts.LIMIT}`)
  show('count', window.electronAPI.parts.countSync())

  document.getElementById('find').addEventListener('click', async () => {
    const part = await window.electronAPI.parts.find(1)
    show('part', await window.electronAPI.parts.labels.of(part))
  })
  document.getElementById('missing').addEventListener('click', () => {
    window.electronAPI.parts.find(7).then((part) => show('part', part.name)).catch((error) => show('part', error.message.replace(/^.*Error: /, '')))
  })
  document.getElementById('look').addEventListener('click', async () => {
    try {
      show('part', (await window.electronAPI.parts.tryFind(8).then(({ error, value }) => { if (error) throw Object.assign(new Error(error.message), error); return value })).name)
    } catch (error) {
      show('part', error.code === 'ENOPART' ? `${error.name} ${error.errno}: ${error.message} (${error instanceof Error})` : 'broken')
    }
  })
  document.getElementById('order').addEventListener('click', () => {
    const failed = (error) => show('stock', error.code === 'EMPTY' && error.message === 'only 0 left' ? `${error.code} ${error.path}` : 'broken')
    window.electronAPI.parts.tryOrder(2).then(({ error, value }) => { if (error) throw Object.assign(new Error(error.message), error); return value }).then((part) => show('stock', part.name), failed)
  })
  document.getElementById('take').addEventListener('click', () => {
    window.electronAPI.parts.take(1, 9, (error, left) => {
      show('stock', error ? error.message.replace(/^.*Error: /, '') : `${left} left`)
    })
  })
  document.getElementById('read').addEventListener('click', async () => {
    show('journal', (await window.electronAPI.journal.tail(3)).join('\n'))
    show('count', await window.electronAPI.shared.getVisits())
  })
})()
