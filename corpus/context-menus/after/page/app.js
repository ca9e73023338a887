draw()
new Search(document.getElementById('search'))

document.getElementById('books').addEventListener('contextmenu', (event) => {
  event.preventDefault()
  bookMenu(books.find((book) => book.title === event.target.dataset.title))
})

document.getElementById('shelf').addEventListener('contextmenu', (event) => {
  event.preventDefault()
  shelfMenu[1].enabled = books.some((book) => book.shelf !== 'A')
  window.electronAPI.menu.popup(shelfMenu)
})

function report (event, error) {
  event.preventDefault()
  document.getElementById('errors').textContent += `${error.message.replace(/^.*Error: /, '')};`
}
window.addEventListener('error', (event) => report(event, event))
window.addEventListener('unhandledrejection', (event) => report(event, event.reason))
