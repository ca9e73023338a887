// Main's sources with what pages ask their images for.
export function withImages (sources: any[]) {
  const image = (plain: any) => plain && {
    getAspectRatio: () => plain.size.width / plain.size.height,
    getSize: () => plain.size,
    isEmpty: () => plain.empty,
    toDataURL: () => plain.url
  }
  return sources.map(({ appIcon, thumbnail, ...source }) => ({ ...source, appIcon: image(appIcon), thumbnail: image(thumbnail) }))
}
