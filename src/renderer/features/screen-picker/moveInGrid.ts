/** Where something stands, in any one unit. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
}

export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'

/** Which of these, drawn in rows, an arrow key leads to; undefined where it leads out. */
export function moveInGrid(boxes: readonly Box[], from: number, key: ArrowKey): number | undefined {
  const here = boxes[from]
  if (!here) return undefined
  if (key === 'ArrowLeft') return from > 0 ? from - 1 : undefined
  if (key === 'ArrowRight') return from < boxes.length - 1 ? from + 1 : undefined

  const down = key === 'ArrowDown'
  const tops = boxes.map(({ top }) => top).filter((top) => (down ? top > here.top : top < here.top))
  if (tops.length === 0) return undefined
  const row = down ? Math.min(...tops) : Math.max(...tops)
  const middle = (box: Box) => box.left + box.width / 2
  const distance = (index: number) => Math.abs(middle(boxes[index] ?? here) - middle(here))
  return boxes
    .map((_box, index) => index)
    .filter((index) => boxes[index]?.top === row)
    .reduce((nearest, index) => (distance(index) < distance(nearest) ? index : nearest))
}

export function isArrowKey(key: string): key is ArrowKey {
  return ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(key)
}
