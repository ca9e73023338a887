import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron'

export interface ElectronAPI {
  app: {
    readonly version: string
  }
  dialog: {
    showMessageBoxForWindow(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
  }
  shell: {
    openExternal(url: string): Promise<void>
  }
  window: {
    isMaximized(): Promise<boolean>
    maximize(): void
    unmaximize(): void
  }
  /** Returns a function that unsubscribes. */
  onTasksAdded(callback: (task: any, count: number) => void): () => void
  tasksAdd(name: unknown, minutes: unknown): void
  /** Blocks the page until main answers. */
  tasksFinish(name: unknown): boolean
  tasksList(): Promise<any>
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
