import type { Rectangle } from 'electron'
import type { Companion } from '../../../shared/companion.ts'
import type { Place } from '../../../shared/settings.ts'

/** Device-independent pixels, as everything here. */
export const companionSizes = {
  mini: { width: 320, height: 240 },
  'share-bar': { width: 440, height: 140 },
} as const satisfies Record<Companion, { width: number; height: number }>

/** Room for a face and three buttons. */
export const smallestMini = { width: 208, height: 156 }
const margin = 24

/**
 * Where a small window opens: the mini window where it last stood, if that is still on a display, else in the corner
 * where it covers least; the bar at the top, in the middle.
 * @param workAreas of all displays, the one with the main window first
 */
export function companionPlace(
  companion: Companion,
  remembered: Place | undefined,
  workAreas: readonly Rectangle[],
): Rectangle {
  const size = companionSizes[companion]
  const area = workAreas[0] ?? { x: 0, y: 0, ...size }
  if (companion === 'share-bar') {
    return { ...size, x: area.x + Math.round((area.width - size.width) / 2), y: area.y + margin }
  }
  const holding = remembered && workAreas.find((candidate) => holds(candidate, remembered))
  if (remembered && holding) {
    const { x, y } = remembered
    return {
      x,
      y,
      width: Math.max(smallestMini.width, Math.min(remembered.width, holding.width)),
      height: Math.max(smallestMini.height, Math.min(remembered.height, holding.height)),
    }
  }
  return {
    ...size,
    x: area.x + area.width - size.width - margin,
    y: area.y + area.height - size.height - margin,
  }
}

/** Its middle is on this display, so that it can be seen and moved. */
function holds(area: Rectangle, { x, y, width, height }: Rectangle): boolean {
  const [middleX, middleY] = [x + width / 2, y + height / 2]
  return (
    middleX >= area.x && middleX < area.x + area.width && middleY >= area.y && middleY < area.y + area.height
  )
}
