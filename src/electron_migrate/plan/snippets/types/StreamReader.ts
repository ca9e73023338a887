import type { StreamWriter } from './StreamWriter'

/** What main reads for the page in parts. */
export interface StreamReader {
  id: number
  close: () => void
  destroy: () => void
  on: (event: string, listener: (...values: any[]) => void) => StreamReader
  once: (event: string, listener: (...values: any[]) => void) => StreamReader
  pipe: (target: StreamWriter) => StreamWriter
  resume: () => void
}
