const { ipcRenderer } = require('electron')

const PREFIX = 'parcel:'

/** The whole name of a channel for parcels. */
export const parcel = (name) => `${PREFIX}${name}`

/** Tells main, whatever it is about. */
export function tell (channel, ...args) {
  ipcRenderer.send(channel, ...args)
}

export const ask = async (channel, ...args) => await ipcRenderer.invoke(channel, ...args)

export const desk = {
  listen (channel, listener) { ipcRenderer.on(channel, listener) },
  read: (channel) => ipcRenderer.sendSync(channel)
}

let asked = 0

/** Asks main, and says how often it was asked. */
export async function counted (channel, ...args) {
  asked++
  const answer = await ipcRenderer.invoke(channel, ...args)
  return `${answer}, asked ${asked} times`
}

/** What main says of each of these. */
export function follow (names, listener) {
  for (const channel of ['shelf:full', 'shelf:empty']) {
    ipcRenderer.on(channel, (event, count) => { listener(names[channel], count) })
  }
}
