// The books, and what the page knows about them.
const books = [
  { title: 'Momo', read: true, shelf: 'A' },
  { title: 'Krabat', read: false, shelf: 'B' },
  { title: 'Emil', read: false, shelf: 'A', lent: true }
]

const view = { covers: false, order: 'title' }

function draw () {
  const names = books.slice().sort((a, b) => (a[view.order] < b[view.order] ? -1 : 1))
  document.getElementById('books').innerHTML = names
    .map((book) => `<li data-title="${book.title}">${view.covers ? '▮ ' : ''}${book.title} (${book.shelf}${book.read ? ', read' : ''})</li>`)
    .join('')
}

function say (text) {
  document.getElementById('status').textContent = text
}

// answers with what cannot leave the page
function find (title) {
  say(`looking for ${title}`)
  return document.querySelector(`[data-title="${title}"]`)
}
