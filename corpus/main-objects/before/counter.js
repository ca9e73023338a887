(function () {
  const { remote } = require('electron')
  const settings = remote.getGlobal('settings')
  const journal = remote.getGlobal('journal')
  const shared = remote.getGlobal('shared')
  const title = remote.getGlobal('appTitle')
  const show = (id, text) => { document.getElementById(id).textContent = text }

  show('title', `${title}!`)
  show('theme', settings.get('theme') === 'dark' ? 'night' : 'day')
  show('visits', `${shared.visits} visits, wrap ${settings.get('editor').wrap}`)
  journal.info('counter shown')

  document.getElementById('visit').addEventListener('click', () => {
    shared.visits = shared.visits + 1
    shared.last.name = document.title
    journal.info('visit', shared.visits)
    show('visits', `${shared.visits} visits by ${shared.last.name}`)
  })
  document.getElementById('again').addEventListener('click', () => {
    shared.visits += 10
    shared.visits++
    show('visits', `${shared.visits} visits`)
  })
  document.getElementById('toggle').addEventListener('click', () => {
    settings.set('theme', settings.get('theme') === 'dark' ? 'light' : 'dark')
    show('theme', settings.get('theme') === 'dark' ? 'night' : 'day')
  })
  document.getElementById('greet').addEventListener('click', () => {
    show('greeting', remote.getGlobal('greet')('ada') + ', ' + remote.getGlobal('greet')('bob', true))
  })
  document.getElementById('fail').addEventListener('click', () => {
    try {
      JSON.parse('{')
    } catch (error) {
      journal.warn('could not read', error.message)
    }
    show('greeting', `${journal.size()} lines`)
  })
})()
