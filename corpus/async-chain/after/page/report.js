import { windowSize } from './window-size.js'

export const describe = async (what) => {
  const { width, height } = await windowSize()
  return `${what} of ${width} x ${height}`
}

export class Report {
  constructor () {
    this.lines = []
  }

  async add (what) {
    this.lines.push(await describe(what))
    return this.lines.length
  }

  text () {
    return this.lines.join(', ')
  }
}
