import { people, personNames, type PersonName, type Rgb } from './people.ts'

/**
 * The test picture, in fractions of its width and height, so that one description serves the file that
 * ffmpeg makes and the recogniser that reads it back at whatever size arrives.
 *
 * Top corners: white on the left, black on the right (a mirrored picture has them the other way round).
 * Middle: a white bar that wanders from left to right. Bottom: the frame's number in black and white blocks.
 */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Frames until the file starts again; a power of two, so that the counter wraps where the file does. */
export const framesInLoop = 64
export const counterBits = 6

export const whiteCorner: Box = { x: 0, y: 0, width: 0.12, height: 0.12 }
export const blackCorner: Box = { x: 0.88, y: 0, width: 0.12, height: 0.12 }
export const bar: Box = { x: 0, y: 0.32, width: 0.08, height: 0.3 }
/** Where nothing but the background is ever drawn. */
const backgroundPoints: readonly (readonly [number, number])[] = [
  [0.3, 0.06],
  [0.5, 0.2],
  [0.7, 0.06],
]

/** The block of bit `index` (0 is the least significant, drawn rightmost). */
export function counterBlock(index: number): Box {
  return { x: 0.08 + (counterBits - 1 - index) * 0.145, y: 0.72, width: 0.12, height: 0.22 }
}

export interface Pixels {
  readonly data: ArrayLike<number>
  readonly width: number
  readonly height: number
}

export type Recognised =
  | {
      readonly kind: 'person'
      readonly person: PersonName
      readonly frame: number
      readonly mirrored: boolean
    }
  /** Not one of our pictures; `average` says what it looked like, for the failure message. */
  | { readonly kind: 'unknown'; readonly average: Rgb }

/** Says whose picture this is and which frame of it. Tolerates scaling and the blur of a starved encoder. */
export function recognise(pixels: Pixels): Recognised {
  const background = average(backgroundPoints.map(([x, y]) => sample(pixels, x, y)))
  const left = luma(sampleBox(pixels, whiteCorner))
  const right = luma(sampleBox(pixels, blackCorner))
  const mirrored = right > left
  const person = nearestPerson(background)
  if (person === undefined || Math.abs(left - right) < 90) return { kind: 'unknown', average: background }
  let frame = 0
  for (let bit = 0; bit < counterBits; bit++) {
    const block = counterBlock(bit)
    const seen = mirrored ? { ...block, x: 1 - block.x - block.width } : block
    if (luma(sampleBox(pixels, seen)) > 128) frame |= 1 << bit
  }
  return { kind: 'person', person, frame, mirrored }
}

/** How near a colour must be to count, as a distance in RGB; the nearest two people are 160 apart. */
const colourTolerance = 75

function nearestPerson(colour: Rgb): PersonName | undefined {
  return personNames.find((name) => distance(people[name].colour, colour) < colourTolerance)
}

export function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

function sampleBox(pixels: Pixels, box: Box): Rgb {
  return sample(pixels, box.x + box.width / 2, box.y + box.height / 2)
}

/** The average of a small square of pixels around a point given in fractions. */
export function sample({ data, width, height }: Pixels, x: number, y: number): Rgb {
  const colours: Rgb[] = []
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      const column = clamp(Math.round(x * width) + dx, width)
      const row = clamp(Math.round(y * height) + dy, height)
      const at = (row * width + column) * 4
      colours.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0])
    }
  }
  return average(colours)
}

function clamp(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, value))
}

function average(colours: readonly Rgb[]): Rgb {
  const mean = (channel: 0 | 1 | 2): number =>
    Math.round(colours.reduce((sum, colour) => sum + colour[channel], 0) / colours.length)
  return [mean(0), mean(1), mean(2)]
}

function luma([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
