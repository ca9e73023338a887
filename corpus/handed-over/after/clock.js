document.addEventListener('DOMContentLoaded', () => {
  window.electronAPI.onTicked((ticks) => {
    document.querySelector('#ticks').textContent = `${ticks} ticks`
  })
})

document.querySelector('#tick').addEventListener('click', () => window.electronAPI.tick())
