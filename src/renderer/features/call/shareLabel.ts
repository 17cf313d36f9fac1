/** Chromium names what is captured by an internal id (`screen:0:0`, `web-contents-media-stream://…`). */
const internalId = /^[\w-]+:/

/** A name that people know, or undefined. */
export function shareLabel(label: string): string | undefined {
  return label === '' || internalId.test(label) ? undefined : label
}
