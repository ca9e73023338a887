import { describe, Report } from './report.js'
import { widenBy } from './window-size.js'

const told = document.getElementById('told')
const report = new Report()

document.getElementById('measure').addEventListener('click', async () => {
  told.textContent = await describe('a window')
})

document.getElementById('wider').addEventListener('click', async () => {
  await widenBy(40)
  told.textContent = 'wider'
})

document.getElementById('report').addEventListener('click', async () => {
  const count = await report.add('the window')
  told.textContent = `${count}: ${report.text()}`
})
