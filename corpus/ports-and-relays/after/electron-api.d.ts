export interface ElectronAPI {
  ports: {
    receiveLine(): void
  }
  askSize(): void
  connect(): void
  /** Returns a function that unsubscribes. */
  onBoardIs(callback: (id: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onColour(callback: (colour: unknown, strength: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onPainted(callback: (colour: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onPaletteIs(callback: (id: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onSizeIs(callback: (text: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onSizeWanted(callback: (what: unknown) => void): () => void
  openPalette(): void
  postCount(message: unknown): string
  postNote(message: unknown): void
  sendColourTo(webContentsId: number, colour: string, strength: number): void
  sendPaintedTo(webContentsId: number, colour: unknown): void
  size(what: unknown, size: number): void
  whoAmI(): Promise<unknown>
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
