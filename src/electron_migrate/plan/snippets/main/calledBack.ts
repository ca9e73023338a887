// What a function of Node's style calls back with: an error's message, or the values.
export function calledBack (start: (callback: (error: unknown, ...values: unknown[]) => void) => void) {
  return new Promise<{ error?: string, values: unknown[] }>((resolve) => {
    start((error, ...values) => {
      resolve(error ? { error: error instanceof Error ? error.message : String(error), values } : { values })
    })
  })
}
