import { ask, counted, desk, follow, parcel, tell } from './ipc.js'

const $ = (id) => document.getElementById(id)
const LIGHTS = { day: 'light:day', night: 'light:night' }

function show (text) {
  $('log').textContent = text
}

desk.listen(parcel('changed'), (event, count) => {
  $('count').textContent = count
  show(`now ${count}, and main says ${desk.read('desk:count')}`)
})

desk.listen('light:is', (event, night) => {
  show(night ? 'it is night' : 'it is day')
})

$('add').addEventListener('click', () => {
  tell(parcel('add'), $('name').value, Number($('grams').value))
})

$('clear').addEventListener('click', () => tell(parcel('clear')))

$('weigh').addEventListener('click', async () => {
  try {
    const grams = await ask(parcel('weight'), $('name').value)
    show(`${grams} g`)
  } catch (error) {
    show(error.message.replace(/^.*: /, ''))
  }
})

$('day').addEventListener('click', () => tell(LIGHTS.day))
$('night').addEventListener('click', () => tell(LIGHTS.night))

follow({ 'shelf:full': 'a full shelf', 'shelf:empty': 'an empty shelf' }, (what, count) => {
  $('shelf').textContent = `${what} of ${count}`
})

$('fill').addEventListener('click', async () => show(await counted('shelf:fill', 8)))
$('empty').addEventListener('click', async () => show(await counted('shelf:clear')))
