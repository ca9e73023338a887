import { MessageBoxOptions } from 'electron'
import { Task } from './tasks'

function element<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`no ${id}`)
  return found as T
}

const title = element<HTMLInputElement>('title')
const minutes = element<HTMLInputElement>('minutes')
let shown: Task[] = []

function draw(tasks: Task[]): void {
  shown = tasks
  element('tasks').textContent = ''
  for (const task of tasks) {
    const item = document.createElement('li')
    item.textContent = `${task.name}, ${task.minutes} min${task.done ? ', done' : ''}`
    item.addEventListener('click', () => {
      const done: boolean = window.electronAPI.tasksFinish(task.name)
      element('status').textContent = done ? `${task.name} is done` : `no ${task.name}`
      void refresh()
    })
    element('tasks').append(item)
  }
}

async function refresh(): Promise<void> {
  const tasks: Task[] = await window.electronAPI.tasksList()
  draw(tasks)
}

element('add').addEventListener('click', () => {
  window.electronAPI.tasksAdd(title.value, Number(minutes.value))
})

window.electronAPI.onTasksAdded((task: Task, count: number) => {
  element('status').textContent = `${task.name} is number ${count}`
  void refresh()
})

element('reset').addEventListener('click', async () => {
  const options: MessageBoxOptions = { type: 'warning', message: `Forget ${title.value}?`, buttons: ['Forget', 'Keep'] }
  const answer = await window.electronAPI.dialog.showMessageBoxForWindow(options)
  if (answer.response === 0) title.value = ''
})

element('maximise').addEventListener('click', async () => {
  if (await window.electronAPI.window.isMaximized()) window.electronAPI.window.unmaximize()
  else window.electronAPI.window.maximize()
  element('status').textContent = await window.electronAPI.window.isMaximized() ? 'large' : 'small'
})

element('site').addEventListener('click', () => {
  void window.electronAPI.shell.openExternal('https://example.org/timer')
})

element('total').addEventListener('click', () => {
  element('status').textContent = `${shown.reduce((sum, task) => sum + task.minutes, 0)} min in all`
})

element('version').textContent = window.electronAPI.app.version
void refresh()
