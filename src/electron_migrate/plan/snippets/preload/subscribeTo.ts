import { subscribe } from './subscribe'

// Subscribes to an event of one thing in main, by its number.
export function subscribeTo<Args extends unknown[]> (channel: string, id: number, callback: (...args: Args) => void) {
  return subscribe(channel, (of: unknown, ...args: unknown[]) => { if (of === id) callback(...(args as Args)) })
}
