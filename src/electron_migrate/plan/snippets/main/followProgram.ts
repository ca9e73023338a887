import * as child_process from 'child_process'
import type { WebContents } from 'electron'
import { runningPrograms } from './runningPrograms'
import { toldTo } from './toldTo'

// Tells a page what a program prints that runs for it, and how it ends. It is ended when the page is left, reloaded or closed.
export function followProgram (page: WebContents, channel: string, id: unknown, program: child_process.ChildProcess) {
  const key = `${page.id} ${id}`
  const { tell, over } = toldTo(page, channel, id, () => {
    runningPrograms.delete(key)
    program.kill()
  })
  runningPrograms.set(key, program)
  for (const [name, output] of Object.entries({ stdout: program.stdout, stderr: program.stderr })) {
    if (!output) continue
    output.setEncoding('utf8')
    output.on('data', (text) => { tell(`${name} data`, text) })
    output.on('end', () => { tell(`${name} end`) })
  }
  program.on('exit', (code, signal) => { tell('exit', code, signal) })
  program.on('error', (error: Error & { code?: string }) => { tell('error', error.message, error.code) })
  program.on('close', (code, signal) => {
    tell('close', code, signal)
    runningPrograms.delete(key)
    over()
  })
}
