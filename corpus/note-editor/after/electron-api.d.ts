import type { App, MessageBoxOptions, MessageBoxReturnValue } from 'electron'

export interface ElectronAPI {
  app: {
    paths: {
      readonly userData: string
    }
  }
  clipboard: {
    writeText(text: string): void
  }
  dialog: {
    showMessageBoxForWindow(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
  }
  path: {
    basename(path: string, suffix?: string): string
    extname(path: string): string
    join(...paths: string[]): string
  }
  userData: {
    /** Blocks the page until main answers. */
    existsSync(file: string): boolean
    /** Blocks the page until main answers. */
    makeFolderSync(folder: string, options?: { recursive?: boolean }): void
    /** Blocks the page until main answers. */
    readFolderSync(folder: string): string[]
    removeFile(file: string): Promise<void>
    tryReadTextFile(file: string): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: string }>
    /** Blocks the page until main answers. */
    writeFileSync(file: string, data: string | Uint8Array): void
  }
  dirty(dirty: boolean): void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
