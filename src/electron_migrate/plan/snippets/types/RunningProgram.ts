import type { ProgramOutput } from './ProgramOutput'

/** A program that main runs for the page. */
export interface RunningProgram {
  kill: (signal?: string) => void
  on: (event: string, listener: (...values: any[]) => void) => RunningProgram
  once: (event: string, listener: (...values: any[]) => void) => RunningProgram
  stderr: ProgramOutput
  stdout: ProgramOutput
}
