/** What main writes for the page in parts. */
export interface StreamWriter {
  id: number
  close: () => void
  end: (data?: string | Uint8Array, done?: (error: Error | null, code?: string) => void) => void
  on: (event: string, listener: (...values: any[]) => void) => StreamWriter
  once: (event: string, listener: (...values: any[]) => void) => StreamWriter
  write: (data: string | Uint8Array, done?: (error: Error | null, code?: string) => void) => void
}
