/** What main asks a server for the page. */
export interface WebRequest {
  on: (event: 'error', listener: (...values: any[]) => void) => WebRequest
  once: (event: 'error', listener: (...values: any[]) => void) => WebRequest
}
