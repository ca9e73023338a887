const PREFIX = 'parcel:'

/** The whole name of a channel for parcels. */
export const parcel = (name) => `${PREFIX}${name}`

export const desk = {
}

let asked = 0

/** Asks main, and says how often it was asked. */
export async function counted (channel, ...args) {
  asked++
  const answer = await ({
    'shelf:fill': window.electronAPI.shelfFill,
    'shelf:clear': window.electronAPI.shelfClear
  })[channel](...args)
  return `${answer}, asked ${asked} times`
}

/** What main says of each of these. */
export function follow (names, listener) {
  for (const channel of ['shelf:full', 'shelf:empty']) {
    ({
      'shelf:full': window.electronAPI.onShelfFull,
      'shelf:empty': window.electronAPI.onShelfEmpty
    })[channel]((count) => { listener(names[channel], count) })
  }
}
