import { withKind } from './withKind'

// The entries of a folder, with the methods that Node gives them.
export function entriesWithKind (entries: any[]) {
  return entries.map(withKind)
}
