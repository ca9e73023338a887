import { windowSize } from './window-size.js'

export const describe = (what) => {
  const { width, height } = windowSize()
  return `${what} of ${width} x ${height}`
}

export class Report {
  constructor () {
    this.lines = []
  }

  add (what) {
    this.lines.push(describe(what))
    return this.lines.length
  }

  text () {
    return this.lines.join(', ')
  }
}
