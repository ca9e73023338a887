import * as child_process from 'child_process'

// What a program prints. It is started without a shell, which would read its arguments in its own way.
export function runProgram (program: string, args: string[], options = {}) {
  return new Promise<string>((resolve, reject) => {
    child_process.execFile(program, args, { ...options, encoding: 'utf8' }, (error, stdout) => {
      if (error) reject(error)
      else resolve(String(stdout))
    })
  })
}
