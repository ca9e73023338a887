import { subscribeTo } from './subscribeTo'

// The same for the next time alone.
export function subscribeToOnce<Args extends unknown[]> (channel: string, id: number, callback: (...args: Args) => void) {
  const stop = subscribeTo(channel, id, (...args: Args) => {
    stop()
    callback(...args)
  })
  return stop
}
