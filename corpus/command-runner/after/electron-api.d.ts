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

export interface ElectronAPI {
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
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
