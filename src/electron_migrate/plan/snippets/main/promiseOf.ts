// What a function of Node's style calls back with, as a promise.
export function promiseOf (start: (callback: (error: unknown, value: unknown) => void) => void) {
  return new Promise<unknown>((resolve, reject) => {
    start((error, value) => {
      if (error) reject(error)
      else resolve(value)
    })
  })
}
