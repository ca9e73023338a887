window.electronAPI.onHello((text) => {
  document.getElementById('text').textContent = text
})
document.getElementById('bye').addEventListener('click', () => window.electronAPI.bye())
window.electronAPI.hello('good page')
