/** Checks the tag and not the class: elements of a window opened by a page are instances of that page's classes. */
export function asVideo(element: Element): HTMLVideoElement {
  if (element.localName !== 'video') throw new Error(`expected a video, found ${element.tagName}`)
  return element as HTMLVideoElement
}
