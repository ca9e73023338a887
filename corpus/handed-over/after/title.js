// a function that is given all that it needs, in an object
function startTitle ({ heading, button }) {
  window.electronAPI.onRenamed((title) => {
    heading.textContent = title
  })
  button.addEventListener('click', () => window.electronAPI.rename(heading.textContent + '!'))
}
