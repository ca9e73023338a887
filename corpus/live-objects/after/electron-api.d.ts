export interface ElectronAPI {
  library: {
    count(): Promise<unknown>
    openLibrarySync(): any
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
