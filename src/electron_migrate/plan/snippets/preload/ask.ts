import { ipcRenderer } from 'electron'

// Asks main and blocks the page until it answers; what failed there throws here.
export function ask (channel: string, ...args: unknown[]) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}
