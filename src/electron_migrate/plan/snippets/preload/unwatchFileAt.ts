import { watchedFiles } from './watchedFiles'

// Ends what `watchFile` began for a path.
export function unwatchFileAt (path: string) {
  for (const close of watchedFiles.get(path) || []) close()
  watchedFiles.delete(path)
}
