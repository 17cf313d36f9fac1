/** By name and not by class: a small window's elements are made by the page that opened it, with its classes. */
export function asVideo(element: Element): HTMLVideoElement {
  if (element.localName !== 'video') throw new Error(`expected a video, found ${element.tagName}`)
  return element as HTMLVideoElement
}
