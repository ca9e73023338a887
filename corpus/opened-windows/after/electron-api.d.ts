import type { App, PrintToPDFOptions } from 'electron'

export interface ElectronAPI {
  app: {
    paths: {
      readonly userData: string
    }
  }
  path: {
    join(...paths: string[]): string
  }
  userData: {
    tryWriteFile(file: string, data: string | Uint8Array): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: void }>
  }
  windows: {
    openAbout(): {
      onceReadyToShow: (callback: () => void) => () => void
      onClosed: (callback: () => void) => () => void
      removeMenu: () => void
      show: () => void
      webContents: {
        onDidFinishLoad: (callback: () => void) => () => void
      }
    }
    openPalette(width: number): {
      close: () => void
      getSize: () => Promise<number[]>
      isVisible: () => Promise<boolean>
      onClose: (callback: () => void) => () => void
      onPageTitleUpdated: (callback: (title: string, explicitSet: boolean) => void) => () => void
      setSize: (width: number, height: number, animate?: boolean) => void
    }
    openPaper(): {
      close: () => void
      webContents: {
        onDidFinishLoad: (callback: () => void) => () => void
        printToPDF: (options: PrintToPDFOptions) => Promise<Uint8Array>
      }
    }
    openVersion(): {
      onClosed: (callback: () => void) => () => void
    }
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
