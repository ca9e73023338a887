export interface ElectronAPI {
  /** Blocks the page until main answers. */
  count(): unknown
  export(arg1: unknown): void
  find(query: unknown): Promise<unknown>
  greet(name: string): void
  itemAdd(item: unknown): void
  itemRemove(index: number, reason: unknown): void
  /** For the next message alone; returns a function that cancels. */
  onceGreeting(callback: (text: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onExportDone(callback: () => void): () => void
  /** Returns a function that unsubscribes. */
  onExportProgress(callback: (percent: unknown, title: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onItemsChanged(callback: (...args: unknown[]) => void): () => void
  /** Returns a function that unsubscribes. */
  onTock(callback: (at: unknown, arg2: unknown) => void): () => void
  ping(): Promise<void>
  /** Blocks the page until main answers. */
  settingsGet(key: string): unknown
  stats(): Promise<unknown>
  sum(arg1: number, arg2: number, arg3: number): Promise<unknown>
  tick(): void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
