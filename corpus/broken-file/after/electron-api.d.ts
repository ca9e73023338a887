export interface ElectronAPI {
  bye(): void
  hello(text: string): void
  /** Returns a function that unsubscribes. */
  onHello(callback: (text: unknown) => void): () => void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
