export interface ElectronAPI {
  programs: {
    exprLength(text: string): Promise<string>
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
