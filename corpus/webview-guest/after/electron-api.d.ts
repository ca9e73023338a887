export interface ElectronAPI {
  read(title: unknown): Promise<unknown>
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
