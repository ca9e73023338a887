// a function that is given all that it needs, in an object
function startTitle ({ ipc, heading, button }) {
  ipc.on('renamed', (event, title) => {
    heading.textContent = title
  })
  button.addEventListener('click', () => ipc.send('rename', heading.textContent + '!'))
}
