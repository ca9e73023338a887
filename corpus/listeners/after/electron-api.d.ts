export interface ElectronAPI {
  alarm(): void
  clock(time: string): void
  countPlatformListeners(): number
  countTrainListeners(): number
  delay(minutes: number): void
  /** Calls the page's own listeners; main hears nothing of it. */
  emitDelay(arg1: number): boolean
  gate(name: string): void
  /** Returns a function that unsubscribes. */
  onAlarm(callback: (alarm: unknown) => void): () => void
  /** For the next message alone; returns a function that cancels. */
  oncePlatform(callback: () => void): () => void
  /** Returns a function that unsubscribes. */
  onClock(callback: (...args: unknown[]) => void): () => void
  /** Returns a function that unsubscribes. */
  onDelay(callback: (minutes: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onGate(callback: (...args: unknown[]) => void): () => void
  /** Returns a function that unsubscribes. */
  onHorn(callback: (...args: unknown[]) => void): () => void
  /** Returns a function that unsubscribes. */
  onLamp(callback: (...args: unknown[]) => void): () => void
  /** Returns a function that unsubscribes. */
  onPlatform(callback: (name: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onQuestion(callback: (text: unknown) => void): () => void
  /** Returns a function that unsubscribes. */
  onTrain(callback: (train: unknown, minutes: unknown) => void): () => void
  platform(name: string): void
  question(text: string): void
  /** Removes every listener of the page for this channel. */
  removePlatformListeners(): void
  train(train: string, minutes: number): void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
