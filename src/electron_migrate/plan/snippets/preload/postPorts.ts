import { ipcRenderer } from 'electron'

// Ports do not cross the bridge. The page posts them to its own window, with the text that this gives as the message; from there they go to main.
export function postPorts (channel: string, message: unknown) {
  const [number] = crypto.getRandomValues(new Uint32Array(1))
  const ticket = `${channel} ${number}`
  const take = (event: MessageEvent) => {
    if (event.source !== window || event.data !== ticket) return
    window.removeEventListener('message', take)
    ipcRenderer.postMessage(channel, message, [...event.ports])
  }
  window.addEventListener('message', take)
  return ticket
}
