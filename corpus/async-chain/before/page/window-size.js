const { remote } = require('electron')

/** How large the window is. */
export function windowSize () {
  const [width, height] = remote.getCurrentWindow().getSize()
  return { width, height }
}

export function widenBy (pixels) {
  const { width, height } = windowSize()
  remote.getCurrentWindow().setSize(width + pixels, height)
}
