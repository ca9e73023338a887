// a store that gets its connection when it is made, and one that is made of it
class Connected {
  constructor () {
  }
}

class Notes extends Connected {
  constructor (list) {
    super()
    this.list = list
  }

  async add (text) {
    const count = await window.electronAPI.notesAdd(text)
    document.querySelector('#count').textContent = `${count} notes`
    await this.show()
  }

  async show () {
    const notes = await window.electronAPI.notesAll()
    this.list.textContent = ''
    for (const note of notes) {
      const item = document.createElement('li')
      item.textContent = note
      this.list.append(item)
    }
  }
}
