export interface ElectronAPI {
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
