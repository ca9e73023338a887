export interface ElectronAPI {
  stockStore: {
    get(key: string, fallback?: unknown): Promise<unknown>
    set(key: string, value: unknown): void
  }
  capacity(): Promise<unknown>
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
