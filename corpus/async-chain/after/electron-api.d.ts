export interface ElectronAPI {
  window: {
    getSize(): Promise<number[]>
    setSize(width: number, height: number): void
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
