import type { CapturedImage } from '../types/CapturedImage'

/** A screen or window that can be captured by its id. */
export interface CapturedSource {
  appIcon: CapturedImage
  display_id: string
  id: string
  name: string
  thumbnail: CapturedImage
}
