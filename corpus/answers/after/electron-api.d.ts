import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron'

export interface ElectronAPI {
  dialog: {
    messageResponse(options: MessageBoxOptions): Promise<number>
    openPaths(options: OpenDialogOptions): Promise<string[] | undefined>
    savePathForWindow(options: SaveDialogOptions): Promise<string | undefined>
  }
  logAdd(entry: unknown): Promise<[unknown, unknown]>
  /** Blocks the page until main answers. */
  logClear(): unknown
  logCount(): Promise<unknown>
  logFill(count: number): Promise<unknown>
  logFind(text: unknown): Promise<unknown>
  logHelp(name: unknown): Promise<unknown>
  logRemove(index: number): void
  logSort(backwards: boolean): Promise<unknown>
  /** Blocks the page until main answers. */
  logTitle(): unknown
  /** Returns a function that unsubscribes. */
  onLogRemoved(callback: (entry: unknown) => void): () => void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
