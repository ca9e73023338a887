import type { Display } from 'electron'

export interface ElectronAPI {
  app: {
    onBeforeQuit(callback: () => void): () => void
  }
  nativeTheme: {
    /** Blocks the page until main answers. */
    getThemeSourceSync(): 'system' | 'light' | 'dark'
    onUpdated(callback: () => void): () => void
    setThemeSource(source: 'system' | 'light' | 'dark'): void
  }
  powerMonitor: {
    onResume(callback: () => void): () => void
    onSuspend(callback: () => void): () => void
  }
  screen: {
    onDisplayAdded(callback: (newDisplay: Display) => void): () => void
  }
  window: {
    getSize(): Promise<number[]>
    isMaximized(): Promise<boolean>
    /** Blocks the page until main answers. */
    isMaximizedSync(): boolean
    maximize(): void
    offResize(): void
    onceMaximize(callback: () => void): () => void
    onMaximize(callback: () => void): () => void
    onResize(callback: () => void): () => void
    onUnmaximize(callback: () => void): () => void
    setSize(width: number, height: number): void
    unmaximize(): void
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
