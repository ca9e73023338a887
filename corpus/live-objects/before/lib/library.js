// A library that is kept in memory: shelves by name, with books, and searches that can be stopped.

class Search {
  constructor (books, word) {
    this.books = books
    this.word = word
    this.stopped = false
  }

  async run () {
    await new Promise((resolve) => setTimeout(resolve, 500))
    if (this.stopped) throw new Error('the search was stopped')
    return this.books.filter((book) => book.includes(this.word))
  }

  stop () {
    this.stopped = true
  }
}

class Shelf {
  constructor (name) {
    this.name = name
    this.books = []
    this.isOpen = false
  }

  async open () {
    if (this.name === 'locked') throw new Error('the shelf is locked')
    this.isOpen = true
  }

  add (title) {
    this.books.push(title)
  }

  async list () {
    return this.isOpen ? [...this.books] : []
  }

  search (word) {
    return new Search(this.books, word)
  }
}

class Library {
  constructor () {
    this.shelves = new Map()
  }

  shelf (name) {
    return this.shelves.get(name)
  }

  createShelf (name) {
    const shelf = new Shelf(name)
    this.shelves.set(name, shelf)
    return shelf
  }

  close () {
    this.shelves.clear()
  }
}

let opened = 0

exports.openLibrary = () => {
  opened += 1
  return new Library()
}

exports.count = () => opened
