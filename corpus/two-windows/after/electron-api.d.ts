export interface ElectronAPI {
  folders: {
    readonly app: string
  }
  path: {
    extname(path: string): string
  }
  windows: {
    openAbout(): {
      getTitleSync: () => string
      webContents: {
        onceDidFinishLoad: (callback: () => void) => () => void
      }
    }
  }
  logAdd(text: unknown): void
  logAll(): Promise<unknown>
  /** Returns a function that unsubscribes. */
  onLogAdded(callback: (text: unknown, number: unknown) => void): () => void
  toolsOpen(): void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
