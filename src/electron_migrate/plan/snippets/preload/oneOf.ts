// Channels that a page names in part: those of the app, and no others.
export function oneOf (channel: string, channels: readonly string[]) {
  if (!channels.includes(channel)) throw new Error(`${channel}: no such channel`)
  return channel
}
