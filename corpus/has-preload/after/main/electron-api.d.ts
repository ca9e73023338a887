export interface ElectronAPI {
  documentSave(name: string, text: unknown): Promise<unknown>;
  /** Returns a function that unsubscribes. */
  onSettingsChanged(callback: (key: unknown, value: unknown) => void): () => void;
  settingsOpen(): void;
}

declare global {
  interface Window {
    electronAPI: ElectronAPI;
  }
}
