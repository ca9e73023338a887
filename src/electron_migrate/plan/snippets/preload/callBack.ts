// Hands an answer on in Node's style: an error, or null and the values.
export function callBack (answer: Promise<{ error?: string, values: unknown[] }>, callback: (error: Error | null, ...values: any[]) => void) {
  answer.then(({ error, values }) => { callback(error === undefined ? null : new Error(error), ...values) }, (error) => { callback(error) })
}
