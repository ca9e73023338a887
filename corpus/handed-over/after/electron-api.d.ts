export interface ElectronAPI {
  app: {
    readonly version: string
  }
  window: {
    setTitle(title: string): void
  }
  count(letters: unknown): void
  describe(what: unknown): Promise<unknown>
  greet(name: unknown): void
  notesAdd(text: unknown): Promise<unknown>
  notesAll(): Promise<unknown>
  /** Returns a function that unsubscribes. */
  onCounted(callback: (count: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onGreeted(callback: (text: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onRenamed(callback: (title: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onTicked(callback: (ticks: unknown) => void): () => void
  rename(title: string): void
  tick(): void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
