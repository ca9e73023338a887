// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
import { clipboard, shell } from 'electron'
import { answer, handle, on } from './trusted-ipc'

// The URL, if it is of one of these origins; one without origin, such as mailto:, counts by its scheme.
function urlFrom (url, allowed) {
  const { href, origin, protocol } = new URL(url)
  if (!allowed.includes(origin === 'null' ? protocol : origin)) throw new TypeError(`${origin} is not one of ${allowed.join(', ')}`)
  return href
}

answer('clipboard:readTextSync', () => clipboard.readText())

on('clipboard:writeText', (event, text) => {
  if (typeof text !== 'string') throw new TypeError('text must be a string')
  return clipboard.writeText(text)
})

handle('shell:openExternal', (event, url) => shell.openExternal(urlFrom(url, ['https://example.org'])))
