(function () {
  const show = (id, text) => { document.getElementById(id).textContent = text }

  show('title', `${window.electronAPI.globals.appTitle}!`)
  show('theme', window.electronAPI.settings.getSync('theme') === 'dark' ? 'night' : 'day')
  show('visits', `${window.electronAPI.shared.getVisitsSync()} visits, wrap ${window.electronAPI.settings.getSync('editor').wrap}`)
  window.electronAPI.journal.info('counter shown')

  document.getElementById('visit').addEventListener('click', async () => {
    window.electronAPI.shared.setVisits(await window.electronAPI.shared.getVisits() + 1)
    window.electronAPI.shared.last.setName(document.title)
    window.electronAPI.journal.info('visit', await window.electronAPI.shared.getVisits())
    show('visits', `${await window.electronAPI.shared.getVisits()} visits by ${await window.electronAPI.shared.last.getName()}`)
  })
  document.getElementById('again').addEventListener('click', async () => {
    window.electronAPI.shared.setVisits(window.electronAPI.shared.getVisitsSync() + 10)
    window.electronAPI.shared.setVisits(window.electronAPI.shared.getVisitsSync() + 1)
    show('visits', `${await window.electronAPI.shared.getVisits()} visits`)
  })
  document.getElementById('toggle').addEventListener('click', async () => {
    window.electronAPI.settings.set('theme', await window.electronAPI.settings.get('theme') === 'dark' ? 'light' : 'dark')
    show('theme', await window.electronAPI.settings.get('theme') === 'dark' ? 'night' : 'day')
  })
  document.getElementById('greet').addEventListener('click', async () => {
    show('greeting', await window.electronAPI.globals.greet('ada') + ', ' + await window.electronAPI.globals.greet('bob', true))
  })
  document.getElementById('fail').addEventListener('click', async () => {
    try {
      JSON.parse('{')
    } catch (error) {
      window.electronAPI.journal.warn('could not read', error.message)
    }
    show('greeting', `${await window.electronAPI.journal.size()} lines`)
  })
})()
