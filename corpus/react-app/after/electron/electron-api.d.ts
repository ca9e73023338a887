export interface ElectronAPI {
  window: {
    getSize(): Promise<number[]>
    /** Blocks the page until main answers. */
    isMaximizedSync(): boolean
    maximize(): void
    onMaximize(callback: () => void): () => void
    onUnmaximize(callback: () => void): () => void
    setSize(width: number, height: number): void
    setTitle(title: string): void
    unmaximize(): void
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
