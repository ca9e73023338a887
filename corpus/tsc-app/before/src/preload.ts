window.addEventListener('DOMContentLoaded', () => {
  const place = document.getElementById('platform')
  if (place !== null) place.textContent = `on ${process.platform}`
})
