import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron'

export interface ElectronAPI {
  app: {
    readonly version: string
  }
  clipboard: {
    readText(): Promise<string>
    writeText(text: string): void
  }
  dialog: {
    showMessageBoxForWindow(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
  }
  shell: {
    openExternal(url: string): Promise<void>
  }
  window: {
    close(): void
  }
  addBook(title: unknown): void
  books(): Promise<unknown>
  /** Returns a function that unsubscribes. */
  onBooksChanged(callback: (books: unknown) => void): () => void
  openSettings(): void
  /** Blocks the page until main answers. */
  order(): unknown
  setOrder(order: unknown): void
  toggleRead(title: unknown): Promise<unknown>
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
