const { remote } = require('electron')
const library = remote.require('./lib/library')

const $ = (id) => document.getElementById(id)

// one library for the page, and the searches that run
let session = null
const searches = {}

function shelfOf (name) {
  if (!session) session = library.openLibrary()
  return session.shelf(name) || session.createShelf(name)
}

function closeLibrary () {
  if (session) session.close()
  session = null
}

async function search (shelf, id, word) {
  searches[id] = shelf.search(word)
  try {
    return await searches[id].run()
  } finally {
    delete searches[id]
  }
}

function stopSearch (id) {
  if (searches[id]) searches[id].stop()
}

async function list () {
  const shelf = shelfOf($('shelf').value)
  try {
    await shelf.open()
    const books = await shelf.list()
    $('books').textContent = books.join(', ') || 'no books'
  } catch (error) {
    $('books').textContent = error.message.replace(/^.*Error: /, '')
  }
}

$('add').addEventListener('click', async () => {
  shelfOf($('shelf').value).add($('title').value)
  await list()
})

$('list').addEventListener('click', list)

$('find').addEventListener('click', async () => {
  const found = await search(shelfOf($('shelf').value), 'one', $('title').value)
  $('found').textContent = `found ${found.join(', ')}`
})

$('stopped').addEventListener('click', async () => {
  const running = search(shelfOf($('shelf').value), 'two', $('title').value)
  stopSearch('two')
  try {
    await running
  } catch (error) {
    $('found').textContent = error.message.replace(/^.*Error: /, '')
  }
})

$('close').addEventListener('click', () => {
  closeLibrary()
  $('opened').textContent = `${library.count()} opened`
})
