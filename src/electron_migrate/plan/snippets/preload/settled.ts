// How a request ended, for callers that look at its error themselves; `code` is what Node's messages begin with.
export function settled (request: Promise<any>): Promise<any> {
  return request.then((value) => ({ error: null, value }), ({ message }: Error) => {
    const plain = message.replace(/^Error invoking remote method '[^']*': (?:\w*Error: )?/, '')
    return { error: new Error(plain), code: (/^(E[A-Z0-9]+):/.exec(plain) || [])[1] }
  })
}
