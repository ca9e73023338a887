// The menus of the shelf.
const { remote } = require('electron')
const { Menu, MenuItem } = remote

// built anew for each book
function bookMenu (book) {
  const menu = new Menu()

  menu.append(new MenuItem({
    label: book.lent ? 'Lent' : 'Lend',
    enabled: !book.lent,
    click: () => {
      book.lent = true
      say(`${book.title} is lent`)
    }
  }))
  menu.append(new MenuItem({
    label: 'Read',
    type: 'checkbox',
    checked: book.read,
    click: (item) => {
      book.read = item.checked
      draw()
    }
  }))
  if (!book.lent) {
    menu.append(new MenuItem({ type: 'separator' }))
    menu.append(new MenuItem({
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
    }))
  }
  menu.insert(0, new MenuItem({ label: book.title, enabled: false }))
  menu.popup({ window: remote.getCurrentWindow() })
}

// made once, shown often
const shelfTemplate = [
  { label: 'By title', type: 'radio', click: () => sortBy('title') },
  { label: 'By shelf', id: 'shelf', type: 'radio', click: () => sortBy('shelf') },
  { type: 'separator' },
  { label: 'Covers', type: 'checkbox', click (item) { view.covers = item.checked; draw() } },
  { label: 'Find Krabat', click: () => find('Krabat') },
  { label: 'Break', click: () => { throw new Error('the shelf broke') } }
]
const shelfMenu = Menu.buildFromTemplate(shelfTemplate)

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
      this.menu = Menu.buildFromTemplate([
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { type: 'separator' },
        { label: 'Clear', accelerator: 'CmdOrCtrl+L', click: this.clear.bind(this) }
      ])
    }
    this.menu.popup({
      window: remote.getCurrentWindow(),
      x: Math.round(event.clientX),
      y: Math.round(event.clientY)
    })
  }

  clear () {
    document.getElementById('search').value = ''
    say('cleared')
  }
}
