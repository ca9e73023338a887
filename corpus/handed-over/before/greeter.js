// uses the global that start.js sets
document.querySelector('#greet').addEventListener('click', () => {
  window.ipc.send('greet', document.querySelector('#text').value)
})

function listenForGreetings () {
  ipc.on('greeted', (event, text) => {
    document.querySelector('#greeting').textContent = text
  })
}
