export interface ElectronAPI {
  globals: {
    readonly appTitle: string
    greet(name: string, loud?: boolean): Promise<unknown>
  }
  journal: {
    info(...args: unknown[]): void
    size(): Promise<unknown>
    tail(count: number): Promise<unknown>
    warn(message: string, error: unknown): void
  }
  parts: {
    labels: {
      of(part: unknown): Promise<unknown>
    }
    /** Blocks the page until main answers. */
    countSync(): unknown
    find(id: number): Promise<unknown>
    readonly LIMIT: number
    take(id: number, howMany: number, callback: (error: Error | null, ...values: any[]) => void): void
    tryFind(id: number): Promise<{ error?: Error & { code?: string }, value: unknown }>
    tryOrder(id: number): Promise<{ error?: Error & { code?: string }, value: unknown }>
    readonly UNITS: any
  }
  settings: {
    get(key: string): Promise<unknown>
    /** Blocks the page until main answers. */
    getSync(key: string): unknown
    set(key: string, value: unknown): void
  }
  shared: {
    last: {
      getName(): Promise<string>
      setName(value: unknown): void
    }
    getVisits(): Promise<number>
    /** Blocks the page until main answers. */
    getVisitsSync(): number
    setVisits(value: unknown): void
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
