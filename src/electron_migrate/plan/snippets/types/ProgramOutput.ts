/** What a program prints, as text. */
export interface ProgramOutput {
  on: (event: string, listener: (...values: any[]) => void) => ProgramOutput
  once: (event: string, listener: (...values: any[]) => void) => ProgramOutput
}
