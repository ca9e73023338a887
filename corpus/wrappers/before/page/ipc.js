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
