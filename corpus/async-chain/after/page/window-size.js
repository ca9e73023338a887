/** How large the window is. */
export async function windowSize () {
  const [width, height] = await window.electronAPI.window.getSize()
  return { width, height }
}

export async function widenBy (pixels) {
  const { width, height } = await windowSize()
  window.electronAPI.window.setSize(width + pixels, height)
}
