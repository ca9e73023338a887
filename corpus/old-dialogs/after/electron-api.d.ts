import type { Cookie, CookiesGetFilter, CookiesSetDetails, MessageBoxOptions, MessageBoxReturnValue, OpenDialogOptions, SaveDialogOptions } from 'electron'

export interface ElectronAPI {
  dialog: {
    messageResponse(options: MessageBoxOptions): Promise<number>
    openPaths(options: OpenDialogOptions): Promise<string[] | undefined>
    openPathsForWindow(options: OpenDialogOptions): Promise<string[] | undefined>
    savePath(options: SaveDialogOptions): Promise<string | undefined>
    showMessageBox(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
    showMessageBoxForWindow(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
  }
  session: {
    defaultSession: {
      cookies: {
        get(filter: CookiesGetFilter): Promise<Cookie[]>
        remove(url: string, name: string): Promise<void>
        set(details: CookiesSetDetails): Promise<void>
      }
    }
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
