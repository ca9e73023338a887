export interface ElectronAPI {
  capacity(): Promise<unknown>
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
