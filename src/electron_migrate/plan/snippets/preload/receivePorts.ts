import { ipcRenderer } from 'electron'
import { receiving } from './receiving'

// Ports do not cross the bridge: what main sends with ports is posted to the page's own window, as { channel, args }, once the page asks for it.
export function receivePorts (channel: string) {
  if (receiving.has(channel)) return
  receiving.add(channel)
  ipcRenderer.on(channel, (event, ...args) => { window.postMessage({ channel, args }, '/', [...event.ports]) })
}
