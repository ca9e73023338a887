// How a request ended, for callers that look at its error themselves.
export function settled (request: Promise<any>): Promise<any> {
  const plain = ({ message }: Error) => new Error(message.replace(/^Error invoking remote method '[^']*': (?:\w*Error: )?/, ''))
  return request.then((value) => ({ error: null, value }), (error: Error) => ({ error: plain(error) }))
}
