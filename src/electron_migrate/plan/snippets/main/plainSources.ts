import { desktopCapturer } from 'electron'
import type { NativeImage, SourcesOptions } from 'electron'

// What can cross of the screens and windows that can be captured: their images as data URLs.
export async function plainSources (options: SourcesOptions) {
  const plain = (image: NativeImage | null) => image && { empty: image.isEmpty(), size: image.getSize(), url: image.toDataURL() }
  const sources = await desktopCapturer.getSources(options)
  return sources.map(({ appIcon, thumbnail, ...source }) => ({ ...source, appIcon: plain(appIcon), thumbnail: plain(thumbnail) }))
}
