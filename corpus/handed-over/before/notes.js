// a store that gets its connection when it is made, and one that is made of it
class Connected {
  constructor (ipc) {
    this.ipc = ipc
  }
}

class Notes extends Connected {
  constructor (ipc, list) {
    super(ipc)
    this.list = list
  }

  async add (text) {
    const count = await this.ipc.invoke('notes:add', text)
    document.querySelector('#count').textContent = `${count} notes`
    await this.show()
  }

  async show () {
    const notes = await this.ipc.invoke('notes:all')
    this.list.textContent = ''
    for (const note of notes) {
      const item = document.createElement('li')
      item.textContent = note
      this.list.append(item)
    }
  }
}
