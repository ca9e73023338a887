import { eventListeners } from './eventListeners'

// Takes off what this page has registered for an event.
export function unlisten (channel: string) {
  for (const stop of [...(eventListeners.get(channel) || [])]) stop()
}
