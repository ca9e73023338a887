export interface ElectronAPI {
  process: {
    readonly platform: string
  }
  /** Blocks the page until main answers. */
  deskCount(): unknown
  lightDay(): void
  lightNight(): void
  /** Returns a function that unsubscribes. */
  onLightIs(callback: (night: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onParcelChanged(callback: (count: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onShelfEmpty(callback: (count: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onShelfFull(callback: (count: unknown) => void): () => void
  parcelAdd(name: unknown, grams: unknown): void
  parcelClear(): void
  parcelWeight(name: unknown): Promise<unknown>
  shelfClear(...args: unknown[]): Promise<unknown>
  shelfFill(...args: unknown[]): Promise<unknown>
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
