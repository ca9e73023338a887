// How a call ended, for pages that look at more of its error than arrives by itself: its name, and what of it is plain (`code`, `errno`, `path`).
export async function endOf<T> (call: () => T) {
  try {
    return { value: await call() }
  } catch (caught) {
    const error: Record<string, unknown> = Object(caught)
    if (error !== caught) throw caught
    const plain: Record<string, unknown> = { name: error.name || 'Error', message: String(error.message) }
    for (const key of Object.keys(error)) {
      if (['string', 'number', 'boolean'].includes(typeof error[key])) plain[key] = error[key]
    }
    return { error: plain }
  }
}
