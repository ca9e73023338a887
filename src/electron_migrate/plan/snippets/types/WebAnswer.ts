import type { StreamReader } from './StreamReader'

/** What a server answers; its parts are read as those of a file. */
export interface WebAnswer extends StreamReader {
  headers: any
  httpVersion: string
  statusCode: number
  statusMessage: string
}
