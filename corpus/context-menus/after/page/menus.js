// The menus of the shelf.

// built anew for each book
function bookMenu (book) {
  const menu = []

  menu.push({
    label: book.lent ? 'Lent' : 'Lend',
    enabled: !book.lent,
    click: () => {
      book.lent = true
      say(`${book.title} is lent`)
    }
  })
  menu.push({
    label: 'Read',
    type: 'checkbox',
    checked: book.read,
    click: (item) => {
      book.read = item.checked
      draw()
    }
  })
  if (!book.lent) {
    menu.push({ type: 'separator' })
    menu.push({
      label: 'Move to',
      submenu: ['A', 'B', 'C'].map((shelf) => ({
        label: `Shelf ${shelf}`,
        type: 'radio',
        checked: book.shelf === shelf,
        click: () => {
          book.shelf = shelf
          draw()
        }
      }))
    })
  }
  menu.splice(0, 0, { label: book.title, enabled: false })
  window.electronAPI.menu.popup(menu)
}

// made once, shown often
const shelfTemplate = [
  { label: 'By title', type: 'radio', click: () => sortBy('title') },
  { label: 'By shelf', id: 'shelf', type: 'radio', click: () => sortBy('shelf') },
  { type: 'separator' },
  { label: 'Covers', type: 'checkbox', click (item) { view.covers = item.checked; draw() } },
  { label: 'Find Krabat', click: () => { find('Krabat') } },
  { label: 'Break', click: () => { throw new Error('the shelf broke') } }
]
const shelfMenu = shelfTemplate

function sortBy (key) {
  view.order = key
  draw()
}

class Search {
  constructor (input) {
    this.menu = null
    input.addEventListener('contextmenu', (event) => this.show(event))
  }

  show (event) {
    event.preventDefault()
    if (!this.menu) {
      this.menu = [
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { type: 'separator' },
        { label: 'Clear', accelerator: 'CmdOrCtrl+L', click: this.clear.bind(this) }
      ]
    }
    window.electronAPI.menu.popup(this.menu, {
      x: Math.round(event.clientX),
      y: Math.round(event.clientY)
    })
  }

  clear () {
    document.getElementById('search').value = ''
    say('cleared')
  }
}
