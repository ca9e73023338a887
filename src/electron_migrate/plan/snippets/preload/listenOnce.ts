import { listen } from './listen'

// The same for the next time alone.
export function listenOnce<Args extends unknown[]> (channel: string, callback: (...args: Args) => void) {
  const stop = listen(channel, (...args: Args) => {
    stop()
    callback(...args)
  })
  return stop
}
