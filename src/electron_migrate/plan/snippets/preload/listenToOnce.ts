import { listenTo } from './listenTo'

// The same for the next time alone.
export function listenToOnce<Args extends unknown[]> (channel: string, id: number, callback: (...args: Args) => void) {
  const stop = listenTo(channel, id, (...args: Args) => {
    stop()
    callback(...args)
  })
  return stop
}
