export interface Task {
  name: string
  minutes: number
  done: boolean
}

const tasks: Task[] = [
  { name: 'Water the plants', minutes: 10, done: false },
  { name: 'Read', minutes: 30, done: true }
]

export function list(): Task[] {
  return tasks
}

export function add(name: string, minutes: number): Task {
  const task = { name, minutes, done: false }
  tasks.push(task)
  return task
}

export function finish(name: string): boolean {
  const task = tasks.find((one) => one.name === name)
  if (task === undefined) return false
  task.done = true
  return true
}
