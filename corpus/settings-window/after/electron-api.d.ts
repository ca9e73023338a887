import type { App } from 'electron'

export interface ElectronAPI {
  app: {
    paths: {
      readonly userData: string
    }
  }
  crypto: {
    digest(algorithm: string, encoding: 'hex' | 'base64', data: string | Uint8Array, dataEncoding?: string): Promise<string>
    randomText(size: number, encoding: 'hex' | 'base64'): string
  }
  path: {
    join(...paths: string[]): string
  }
  prefsStore: {
    delete(key: string): void
    get(key: string, fallback?: unknown): Promise<unknown>
    /** Blocks the page until main answers. */
    getSync(key: string, fallback?: unknown): unknown
    /** Blocks the page until main answers. */
    hasSync(key: string): unknown
    set(key: string, value: unknown): void
    setAll(entries: Record<string, unknown>): void
  }
  url: {
    parse(address: string): { protocol: string | null, slashes: boolean | null, auth: string | null, host: string | null, port: string | null, hostname: string | null, hash: string | null, search: string | null, query: string | null, pathname: string | null, path: string | null, href: string }
  }
  userData: {
    exists(file: string): Promise<boolean>
    readTextFile(file: string): Promise<string>
    writeFile(file: string, data: string | Uint8Array): Promise<void>
  }
  themeInMain(): Promise<unknown>
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
