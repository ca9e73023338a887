export interface ElectronAPI {
  clipboard: {
    /** Blocks the page until main answers. */
    readTextSync(): string
    writeText(text: string): void
  }
  shell: {
    openExternal(url: string): Promise<void>
  }
  window: {
    setTitle(title: string): void
  }
  itemAdd(name: string, count: number): void
  itemRemove(name: unknown): void
  items(): Promise<unknown>
  /** Returns a function that unsubscribes. */
  onItemRemoved(callback: (name: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onItemsChanged(callback: (items: unknown) => void): () => void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
