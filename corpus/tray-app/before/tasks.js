const tasks = ['write', 'read']

function show () {
  document.getElementById('tasks').innerHTML = tasks.map((task) => `<li>${task}</li>`).join('')
  updateIcon()
}

function add (task) {
  tasks.push(task)
  show()
}

function finish () {
  const task = tasks.shift()
  if (!task) return
  show()
  const note = new remote.Notification({ title: 'Done', body: task, silent: true })
  note.on('click', () => { tell(`${task} is done`) })
  note.once('close', () => { tell(`${task} is put away`) })
  note.show()
}

document.getElementById('done').addEventListener('click', finish)

document.getElementById('pause').addEventListener('click', () => {
  new remote.Notification({ title: 'A break' }).show()
})

// the page's own notification, which needs no Node
document.getElementById('web').addEventListener('click', () => {
  tell(typeof window.Notification)
})

showIcon()
show()
