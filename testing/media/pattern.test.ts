import { describe, expect, it } from 'vitest'
import { people, personNames } from './people.ts'
import {
  bar,
  blackCorner,
  counterBits,
  counterBlock,
  recognise,
  whiteCorner,
  type Box,
  type Pixels,
} from './pattern.ts'

const width = 160
const height = 120

function draw(person: keyof typeof people, frame: number, mirror = false): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  const fill = (box: Box, colour: readonly [number, number, number]): void => {
    const left = mirror ? 1 - box.x - box.width : box.x
    for (let y = Math.floor(box.y * height); y < (box.y + box.height) * height; y++) {
      for (let x = Math.floor(left * width); x < (left + box.width) * width; x++) {
        if (x < width && y < height) data.set([...colour, 255], (y * width + x) * 4)
      }
    }
  }
  fill({ x: 0, y: 0, width: 1, height: 1 }, people[person].colour)
  fill(bar, [255, 255, 255])
  fill(whiteCorner, [255, 255, 255])
  fill(blackCorner, [0, 0, 0])
  for (let bit = 0; bit < counterBits; bit++) {
    fill(counterBlock(bit), (frame >> bit) & 1 ? [255, 255, 255] : [0, 0, 0])
  }
  return { data, width, height }
}

describe('recognise', () => {
  it.each(personNames)('knows the picture of %s and its frame', (person) => {
    for (const frame of [0, 1, 21, 42, 63]) {
      expect(recognise(draw(person, frame))).toEqual({ kind: 'person', person, frame, mirrored: false })
    }
  })

  it('notices a mirrored picture and still reads its frame', () => {
    expect(recognise(draw('ada', 37, true))).toMatchObject({ frame: 37, mirrored: true })
  })

  it('claims nothing of a black picture', () => {
    const black = { data: new Uint8ClampedArray(width * height * 4), width, height }
    expect(recognise(black)).toEqual({ kind: 'unknown', average: [0, 0, 0] })
  })
})
