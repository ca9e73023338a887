import type { App } from 'electron'

/** An entry of a folder. The methods are plain functions of the bridge. */
export interface FileEntry {
  isDirectory: () => boolean
  isFile: () => boolean
  isSymbolicLink: () => boolean
  name: string
}

/** What is known of a file. The methods are plain functions of the bridge; `mtime` and the others are dates of the page. */
export interface FileStats {
  atime: Date
  birthtime: Date
  ctime: Date
  isDirectory: () => boolean
  isFile: () => boolean
  isSymbolicLink: () => boolean
  mode: number
  mtime: Date
  mtimeMs: number
  size: number
}

/** What main writes for the page in parts. */
export interface StreamWriter {
  id: number
  close: () => void
  end: (data?: string | Uint8Array, done?: (error: Error | null, code?: string) => void) => void
  on: (event: string, listener: (...values: any[]) => void) => StreamWriter
  once: (event: string, listener: (...values: any[]) => void) => StreamWriter
  write: (data: string | Uint8Array, done?: (error: Error | null, code?: string) => void) => void
}

/** What main reads for the page in parts. */
export interface StreamReader {
  id: number
  close: () => void
  destroy: () => void
  on: (event: string, listener: (...values: any[]) => void) => StreamReader
  once: (event: string, listener: (...values: any[]) => void) => StreamReader
  pipe: (target: StreamWriter) => StreamWriter
  resume: () => void
}

export interface ElectronAPI {
  app: {
    paths: {
      readonly userData: string
    }
  }
  appFiles: {
    tryReadBase64File(file: string): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: string }>
  }
  buffer: {
    byteLength(text: string, encoding?: 'utf8' | 'utf-8' | 'base64' | 'hex' | 'ascii' | 'latin1' | 'binary' | 'ucs2' | 'utf16le'): number
    convert(data: string | Uint8Array | ArrayBuffer | number[], from?: 'utf8' | 'utf-8' | 'base64' | 'hex' | 'ascii' | 'latin1' | 'binary' | 'ucs2' | 'utf16le' | undefined, to?: 'utf8' | 'utf-8' | 'base64' | 'hex' | 'ascii' | 'latin1' | 'binary' | 'ucs2' | 'utf16le'): string
    from(data: string | Uint8Array | ArrayBuffer | number[], from?: 'utf8' | 'utf-8' | 'base64' | 'hex' | 'ascii' | 'latin1' | 'binary' | 'ucs2' | 'utf16le'): Uint8Array
  }
  env: {
    readonly SHELF_THEME: string | undefined
  }
  folders: {
    readonly pages: string
  }
  fs: {
    copyFile(from: string, to: string): Promise<void>
    createReadStream(path: string, options?: { start?: number, end?: number, highWaterMark?: number, encoding?: 'utf8' }): StreamReader
    createWriteStream(path: string, options?: { flags?: string, mode?: number }): StreamWriter
    exists(file: string): Promise<boolean>
    isFolder(file: string): Promise<boolean>
    makeFolder(folder: string, options?: { recursive?: boolean }): Promise<void>
    readEntries(folder: string): Promise<FileEntry[]>
    readFile(file: string): Promise<Uint8Array>
    /** Blocks the page until main answers. */
    readFileSync(file: string): Uint8Array
    /** Blocks the page until main answers. */
    readFolderSync(folder: string): string[]
    /** Blocks the page until main answers. */
    removeFileSync(file: string): void
    statSync(file: string): FileStats
    tryAccess(file: string, mode?: number): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: void }>
    tryReadTextFile(file: string): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: string }>
    tryWriteFile(file: string, data: string | Uint8Array): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: void }>
    unwatchFile(path: string): void
    watch(path: string, options: { persistent?: boolean, recursive?: boolean }, listener: (event: string, name: string) => void): { close: () => void }
    watchFile(path: string, options: { interval?: number, persistent?: boolean }, listener: (now: FileStats, before: FileStats) => void): void
    writeBase64File(file: string, data: string): Promise<void>
    writeFile(file: string, data: string | Uint8Array): Promise<void>
  }
  os: {
    readonly EOL: string
  }
  path: {
    basename(path: string, suffix?: string): string
    dirname(path: string): string
    extname(path: string): string
    join(...paths: string[]): string
    parse(path: string): { root: string, dir: string, base: string, ext: string, name: string }
    relative(from: string, to: string): string
    resolve(...paths: string[]): string
    readonly sep: string
  }
  process: {
    readonly arch: string
    readonly platform: string
  }
  shell: {
    showItemInFolder(fullPath: string): void
  }
  userData: {
    /** Blocks the page until main answers. */
    makeFolderSync(folder: string, options?: { recursive?: boolean }): void
    tryReadEntries(folder: string): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: FileEntry[] }>
    tryReadTextFile(file: string): Promise<{ error: (Error & { code?: string }) | null, code?: string, value: string }>
    watch(path: string, options: { persistent?: boolean, recursive?: boolean }, listener: (event: string, name: string) => void): { close: () => void }
  }
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
