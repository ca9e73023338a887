// What main knows of a file, with the methods that Node gives it.
export function withKind ({ kind, ...stats }: any) {
  return {
    ...stats,
    isDirectory: () => kind === 'folder',
    isFile: () => kind === 'file',
    isSymbolicLink: () => kind === 'link'
  }
}
