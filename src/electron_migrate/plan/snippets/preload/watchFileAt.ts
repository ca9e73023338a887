import type { FileStats } from '../types/FileStats'
import { watchedFiles } from './watchedFiles'
import { watchPath } from './watchPath'
import { withKind } from './withKind'

// Lets main look at a file again and again.
export function watchFileAt (channel: string, closing: string, path: string, options: object, listener: (now: FileStats, before: FileStats) => void) {
  const watcher = watchPath(channel, closing, path, options, (now, before) => { listener(withKind(now), withKind(before)) })
  watchedFiles.set(path, [...(watchedFiles.get(path) || []), watcher.close])
}
