/** What a program prints, as text. */
export interface ProgramOutput {
  on: (event: string, listener: (...values: any[]) => void) => ProgramOutput
  once: (event: string, listener: (...values: any[]) => void) => ProgramOutput
}

/** A program that main runs for the page. */
export interface RunningProgram {
  kill: (signal?: string) => void
  on: (event: string, listener: (...values: any[]) => void) => RunningProgram
  once: (event: string, listener: (...values: any[]) => void) => RunningProgram
  stderr: ProgramOutput
  stdout: ProgramOutput
}

/** What main writes for the page in parts. */
export interface StreamWriter {
  id: number
  close: () => void
  end: (data?: string | Uint8Array, done?: (error: Error | null, code?: string) => void) => void
  on: (event: string, listener: (...values: any[]) => void) => StreamWriter
  once: (event: string, listener: (...values: any[]) => void) => StreamWriter
  write: (data: string | Uint8Array, done?: (error: Error | null, code?: string) => void) => void
}

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

/** What a server answers; its parts are read as those of a file. */
export interface WebAnswer extends StreamReader {
  headers: any
  httpVersion: string
  statusCode: number
  statusMessage: string
}

/** What main asks a server for the page. */
export interface WebRequest {
  on: (event: 'error', listener: (...values: any[]) => void) => WebRequest
  once: (event: 'error', listener: (...values: any[]) => void) => WebRequest
}

export interface ElectronAPI {
  fs: {
    createWriteStream(path: string, options?: { flags?: string, mode?: number }): StreamWriter
  }
  programs: {
    exprLength(text: string): Promise<string>
    startNoProgramOfThisName(): RunningProgram
    startTail(arg1: string): RunningProgram
    true(): void
    tryCat(): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: string }>
    tryPrintf(text: string): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: string }>
    tryPrintfDone(): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: string }>
    /** Blocks the page until main answers. */
    unameSync(): string
  }
  web: {
    get(url: string, options?: { encoding?: 'utf8', headers?: Record<string, string> }, answered?: (answer: WebAnswer) => void): WebRequest
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
