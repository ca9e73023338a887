import * as stream from 'stream'

// The streams that main has open for pages, with what tells the page of them, by web contents and the number that the page gave.
export const pageStreams = new Map<string, { stream: stream.Readable | stream.Writable, isHeard: boolean, tell: (event: string, ...values: unknown[]) => void }>()
