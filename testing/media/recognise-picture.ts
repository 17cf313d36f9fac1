import { asVideo } from './as-video.ts'
import { recognise, sample, type Recognised } from './pattern.ts'
import type { Rgb } from './people.ts'

export interface Seen {
  readonly width: number
  readonly height: number
  readonly picture: Recognised
  /** The colour in the middle of each quadrant: top left, top right, bottom left, bottom right. */
  readonly quadrants: readonly Rgb[]
  /** Whether the page turns the element over, as a self view does. */
  readonly flippedOnPage: boolean
}

/** Reads a video as it arrived, before any styling. */
export function look(element: Element): Seen {
  const video = asVideo(element)
  const { videoWidth: width, videoHeight: height } = video
  const nothing: Seen = {
    width,
    height,
    picture: { kind: 'unknown', average: [0, 0, 0] },
    quadrants: [],
    flippedOnPage: isFlipped(element),
  }
  if (width === 0 || height === 0) return nothing
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return nothing
  context.drawImage(video, 0, 0)
  const pixels = context.getImageData(0, 0, width, height)
  const quarters = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ] as const
  return { ...nothing, picture: recognise(pixels), quadrants: quarters.map(([x, y]) => sample(pixels, x, y)) }
}

function isFlipped(element: Element): boolean {
  let flipped = false
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { transform, scale } = getComputedStyle(at)
    if (transform !== 'none' && new DOMMatrix(transform).a < 0) flipped = !flipped
    if (scale !== 'none' && Number.parseFloat(scale) < 0) flipped = !flipped
  }
  return flipped
}
