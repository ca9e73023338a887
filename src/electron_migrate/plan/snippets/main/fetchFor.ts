import * as http from 'http'
import * as https from 'https'
import type { WebContents } from 'electron'
import { keepStream } from './keepStream'
import { toldTo } from './toldTo'

// Asks a server for a page, which hears of the answer, and then reads it in parts.
export function fetchFor (page: WebContents, channel: string, id: unknown, url: string, options: { encoding?: 'utf8', headers?: http.OutgoingHttpHeaders }) {
  const { tell, over } = toldTo(page, channel, id, () => { request.destroy() })
  const request = (url.startsWith('https:') ? https : http).get(url, { headers: options.headers }, (answer) => {
    if (options.encoding) answer.setEncoding(options.encoding)
    const { statusCode, statusMessage, headers, httpVersion } = answer
    tell('response', { statusCode, statusMessage, headers, httpVersion })
    over()
    keepStream(page, channel, id, answer, ['end', 'aborted'], () => { answer.destroy() })
  })
  request.on('error', (error: Error & { code?: string }) => {
    tell('request error', error.message, error.code)
    tell('close')
    over()
  })
}
