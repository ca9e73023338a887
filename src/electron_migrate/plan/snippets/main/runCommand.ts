import * as child_process from 'child_process'

// What a command line prints that is written out here: no part of it comes from a page.
export function runCommand (command: string, options = {}) {
  return new Promise<string>((resolve, reject) => {
    child_process.exec(command, { ...options, encoding: 'utf8' }, (error, stdout) => {
      if (error) reject(error)
      else resolve(String(stdout))
    })
  })
}
