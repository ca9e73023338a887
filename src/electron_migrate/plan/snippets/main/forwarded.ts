// What ends the forwarding of an event to a page, by web contents and channel.
export const forwarded = new Map<string, () => void>()
