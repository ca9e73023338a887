const byId = (id) => document.getElementById(id)

byId('choose').addEventListener('click', async () => {
  const files = await window.desktop.chooseFiles('openFile')
  byId('chosen').textContent = files.join(', ') || 'nothing'
})

const open = (address) => window.desktop.openSite(address).then(
  () => { byId('result').textContent = 'opened' },
  () => { byId('result').textContent = 'refused' }
)
byId('site').addEventListener('click', () => open('https://example.com/a'))
byId('other').addEventListener('click', () => open('https://example.org/'))

const off = window.desktop.onTick((second) => { byId('ticks').textContent += `${second} ` })
byId('clock').addEventListener('click', () => window.desktop.startClock())
byId('deaf').addEventListener('click', off)
