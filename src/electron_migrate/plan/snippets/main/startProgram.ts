import * as child_process from 'child_process'

// Starts a program without a shell, and does not wait for it.
export function startProgram (program: string, args: string[], options = {}) {
  const child = child_process.spawn(program, args, options)
  child.on('error', (error) => { console.warn(`${program}: ${error.message}`) })
  child.unref()
}
