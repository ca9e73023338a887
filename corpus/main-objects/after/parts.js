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
