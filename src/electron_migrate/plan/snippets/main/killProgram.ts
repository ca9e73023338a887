import type { WebContents } from 'electron'
import { runningPrograms } from './runningPrograms'

// Ends a program that runs for a page.
export function killProgram (page: WebContents, id: unknown, signal?: string) {
  const program = runningPrograms.get(`${page.id} ${id}`)
  if (program) program.kill(signal as NodeJS.Signals)
}
