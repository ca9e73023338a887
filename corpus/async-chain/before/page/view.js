import { describe, Report } from './report.js'
import { widenBy } from './window-size.js'

const told = document.getElementById('told')
const report = new Report()

document.getElementById('measure').addEventListener('click', () => {
  told.textContent = describe('a window')
})

document.getElementById('wider').addEventListener('click', () => {
  widenBy(40)
  told.textContent = 'wider'
})

document.getElementById('report').addEventListener('click', () => {
  const count = report.add('the window')
  told.textContent = `${count}: ${report.text()}`
})
