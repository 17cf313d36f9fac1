import type { Rectangle } from 'electron'
import type { Place } from '../../shared/settings.ts'

/** Device-independent pixels. */
export const defaultSize = { width: 1120, height: 760 }
/** The smallest the call screen is designed for. */
export const minimumSize = { width: 360, height: 480 }
/** At least this much of the window must be on a display, or its title bar could not be grabbed. */
const visiblePart = { width: 120, height: 48 }

/**
 * Where to open the window: where it stood, unless the display is gone or has shrunk. Without x and y the system
 * chooses.
 * @param workAreas of all displays, the first display's first, in device-independent pixels
 */
export function fitPlace(
  place: Place | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const [first] = workAreas
  if (!place) return sizeIn(first, defaultSize)
  const area = workAreas.find((candidate) => overlaps(place, candidate))
  if (!area) return sizeIn(first, place)
  return { x: place.x, y: Math.max(place.y, area.y), ...sizeIn(area, place) }
}

/**
 * Where a window goes that stands where no display is any more: to the middle of the first one. Undefined while it can
 * be grabbed where it is.
 */
export function backIntoView(place: Rectangle, workAreas: readonly Rectangle[]): Rectangle | undefined {
  const [first] = workAreas
  if (!first || workAreas.some((area) => overlaps(place, area))) return undefined
  return middleOf(first, sizeIn(first, place))
}

/** In the middle of this area. */
export function middleOf(area: Rectangle, size: Pick<Rectangle, 'width' | 'height'>): Rectangle {
  const { width, height } = size
  return {
    x: area.x + Math.max(0, Math.round((area.width - width) / 2)),
    y: area.y + Math.max(0, Math.round((area.height - height) / 2)),
    width,
    height,
  }
}

function sizeIn(area: Rectangle | undefined, { width, height }: Pick<Rectangle, 'width' | 'height'>) {
  return {
    width: Math.max(minimumSize.width, Math.min(width, area?.width ?? width)),
    height: Math.max(minimumSize.height, Math.min(height, area?.height ?? height)),
  }
}

function overlaps(place: Rectangle, area: Rectangle): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  // The title bar is at the top: that is what must be within reach.
  const top = place.y - area.y
  return across >= visiblePart.width && top > -visiblePart.height && top <= area.height - visiblePart.height
}
