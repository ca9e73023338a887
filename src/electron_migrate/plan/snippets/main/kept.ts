const keptByName: Record<string, any> = {}

// Made once, when it is first asked for.
export function kept (name: string, make: () => any) {
  if (!(name in keptByName)) keptByName[name] = make()
  return keptByName[name]
}
