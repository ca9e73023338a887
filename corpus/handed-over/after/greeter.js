// uses the global that start.js sets
document.querySelector('#greet').addEventListener('click', () => {
  window.electronAPI.greet(document.querySelector('#text').value)
})

function listenForGreetings () {
  window.electronAPI.onGreeted((text) => {
    document.querySelector('#greeting').textContent = text
  })
}
