import { subscribeTo } from './subscribeTo'

// The page's listeners to a thing that main has for it: main tells of each event by its name, and of `close` last.
export function listenersOf (channel: string, id: number, after: (event: string) => void = () => {}) {
  const listeners = new Map<string, Array<(...values: any[]) => void>>()
  const on = (event: string, listener: (...values: any[]) => void) => { listeners.set(event, [...(listeners.get(event) || []), listener]) }
  const once = (event: string, listener: (...values: any[]) => void) => {
    let isDone = false
    on(event, (...values) => {
      if (isDone) return
      isDone = true
      listener(...values)
    })
  }
  const tell = (event: string, ...values: any[]) => {
    const own = listeners.get(event) || []
    // the code of an error does not cross with it
    const isError = event.endsWith('error')
    const told = isError ? [new Error(values[0]), values[1]] : values
    if (isError && own.length === 0) throw told[0]
    for (const listener of own) listener(...told)
    after(event)
  }
  const unsubscribe = subscribeTo(channel, id, (event: string, ...values: any[]) => {
    if (event === 'close') unsubscribe()
    tell(event, ...values)
  })
  return { on, once, tell }
}
