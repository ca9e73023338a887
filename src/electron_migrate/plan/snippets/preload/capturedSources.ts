import type { NativeImage, SourcesOptions } from 'electron'
import { desktopCapturer } from 'electron'

// The screens and windows that can be captured, with what pages ask their images for.
export async function capturedSources (options: SourcesOptions) {
  const image = (native: NativeImage | null): any => native && {
    getAspectRatio: () => native.getAspectRatio(),
    getSize: () => native.getSize(),
    isEmpty: () => native.isEmpty(),
    toDataURL: () => native.toDataURL()
  }
  const sources = await desktopCapturer.getSources(options)
  return sources.map(({ appIcon, thumbnail, ...source }) => ({ ...source, appIcon: image(appIcon), thumbnail: image(thumbnail) }))
}
