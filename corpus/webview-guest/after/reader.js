const article = document.getElementById('article')
const told = document.getElementById('told')
let title = ''

// what the guest's preload sends
article.addEventListener('ipc-message', (event) => {
  switch (event.channel) {
    case 'title':
      title = event.args[0]
      document.getElementById('state').innerText = title
      break
    case 'clicked':
      told.innerText = `${event.args[0]}, ${event.args[1].words} words`
      break
    case 'size':
      told.innerText = `size ${event.args[0]}`
  }
})

// and what the host sends to it
document.getElementById('large').addEventListener('click', () => {
  article.send('larger', 4)
})

document.getElementById('read').addEventListener('click', () => {
  window.electronAPI.read(title).then((answer) => onReadSoFar(answer))
})

const onReadSoFar = (count) => {
  document.getElementById('count').innerText = `${count} read`
}
