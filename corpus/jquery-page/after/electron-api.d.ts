export interface ElectronAPI {
  openBoard(): void
  title(text: string): void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
