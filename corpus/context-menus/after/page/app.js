// A menu's items as main shows them: what is ticked is kept in the page's list, for the next time.
function keepTicks (items) {
  const group = (index) => items.slice(0, index).filter((one) => one.type === 'separator').length
  return items.map((item, at) => ({
    ...item,
    submenu: item.submenu && keepTicks(item.submenu),
    click: (chosen) => {
      const { click } = item
      if (item.type === 'radio') {
        items.forEach((one, index) => { if (one.type === 'radio' && group(index) === group(at)) one.checked = false })
      }
      if (item.type === 'checkbox' || item.type === 'radio') item.checked = chosen.checked
      if (click) click(chosen)
    }
  }))
}

draw()
new Search(document.getElementById('search'))

document.getElementById('books').addEventListener('contextmenu', (event) => {
  event.preventDefault()
  bookMenu(books.find((book) => book.title === event.target.dataset.title))
})

document.getElementById('shelf').addEventListener('contextmenu', (event) => {
  event.preventDefault()
  shelfMenu[1].enabled = books.some((book) => book.shelf !== 'A')
  window.electronAPI.menu.popup(keepTicks(shelfMenu))
})

function report (event, error) {
  event.preventDefault()
  document.getElementById('errors').textContent += `${error.message.replace(/^.*Error: /, '')};`
}
window.addEventListener('error', (event) => report(event, event))
window.addEventListener('unhandledrejection', (event) => report(event, event.reason))
