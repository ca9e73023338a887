// Handles on objects that live in main, by kind: main says the number of an object, or null where there is none.
export function liveObjects<Kind extends string> (kinds: Record<Kind, (id: number, handles: any) => unknown>) {
  const handles = {} as Record<Kind, (id: unknown) => any>
  for (const kind of Object.keys(kinds) as Kind[]) handles[kind] = (id) => (typeof id === 'number' ? kinds[kind](id, handles) : null)
  return handles
}
