import { ipcRenderer, IpcRendererEvent, MessageBoxOptions, remote, shell } from 'electron'
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
      const done: boolean = ipcRenderer.sendSync('tasks:finish', task.name)
      element('status').textContent = done ? `${task.name} is done` : `no ${task.name}`
      void refresh()
    })
    element('tasks').append(item)
  }
}

async function refresh(): Promise<void> {
  const tasks: Task[] = await ipcRenderer.invoke('tasks:list')
  draw(tasks)
}

element('add').addEventListener('click', () => {
  ipcRenderer.send('tasks:add', title.value, Number(minutes.value))
})

ipcRenderer.on('tasks:added', (_event: IpcRendererEvent, task: Task, count: number) => {
  element('status').textContent = `${task.name} is number ${count}`
  void refresh()
})

element('reset').addEventListener('click', async () => {
  const options: MessageBoxOptions = { type: 'warning', message: `Forget ${title.value}?`, buttons: ['Forget', 'Keep'] }
  const answer = await remote.dialog.showMessageBox(remote.getCurrentWindow(), options)
  if (answer.response === 0) title.value = ''
})

element('maximise').addEventListener('click', () => {
  const own = remote.getCurrentWindow()
  if (own.isMaximized()) own.unmaximize()
  else own.maximize()
  element('status').textContent = own.isMaximized() ? 'large' : 'small'
})

element('site').addEventListener('click', () => {
  void shell.openExternal('https://example.org/timer')
})

element('total').addEventListener('click', () => {
  element('status').textContent = `${shown.reduce((sum, task) => sum + task.minutes, 0)} min in all`
})

element('version').textContent = remote.app.getVersion()
void refresh()
