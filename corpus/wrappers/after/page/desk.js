import { counted, follow } from './ipc.js'

const $ = (id) => document.getElementById(id)

function show (text) {
  $('log').textContent = text
}

window.electronAPI.onParcelChanged((count) => {
  $('count').textContent = count
  show(`now ${count}, and main says ${window.electronAPI.deskCount()}`)
})

window.electronAPI.onLightIs((night) => {
  show(night ? 'it is night' : 'it is day')
})

$('add').addEventListener('click', () => {
  window.electronAPI.parcelAdd($('name').value, Number($('grams').value))
})

$('clear').addEventListener('click', () => window.electronAPI.parcelClear())

$('weigh').addEventListener('click', async () => {
  try {
    const grams = await window.electronAPI.parcelWeight($('name').value)
    show(`${grams} g`)
  } catch (error) {
    show(error.message.replace(/^.*: /, ''))
  }
})

$('day').addEventListener('click', () => window.electronAPI.lightDay())
$('night').addEventListener('click', () => window.electronAPI.lightNight())

follow({ 'shelf:full': 'a full shelf', 'shelf:empty': 'an empty shelf' }, (what, count) => {
  $('shelf').textContent = `${what} of ${count}`
})

$('fill').addEventListener('click', async () => show(await counted('shelf:fill', 8)))
$('empty').addEventListener('click', async () => show(await counted('shelf:clear')))
