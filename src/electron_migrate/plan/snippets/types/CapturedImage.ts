/** What crosses of an image of main's: it answers as a NativeImage does. */
export interface CapturedImage {
  getAspectRatio: () => number
  getSize: () => { width: number, height: number }
  isEmpty: () => boolean
  toDataURL: () => string
}
