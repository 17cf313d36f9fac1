import type { Rectangle } from 'electron'
import type { WindowPlace } from '../../shared/settings.ts'

/** Device-independent pixels. */
export const defaultSize = { width: 1120, height: 760 }
/** The smallest the call screen is designed for. */
export const minimumSize = { width: 360, height: 480 }
/** At least this much of the window must be on a display, or its title bar could not be grabbed. */
const visiblePart = { width: 120, height: 48 }

/**
 * Where to open the window: where it stood, unless the display is gone or has shrunk. Without x and y the system
 * chooses.
 * @param workAreas of all displays, in device-independent pixels
 */
export function fitPlace(
  place: WindowPlace | undefined,
  workAreas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  if (!place) return defaultSize
  const area = workAreas.find((candidate) => overlaps(place, candidate))
  if (!area) return { width: place.width, height: place.height }
  const width = Math.max(minimumSize.width, Math.min(place.width, area.width))
  const height = Math.max(minimumSize.height, Math.min(place.height, area.height))
  return { x: place.x, y: Math.max(place.y, area.y), width, height }
}

function overlaps(place: WindowPlace, area: Rectangle): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  // The title bar is at the top: that is what must be within reach.
  const top = place.y - area.y
  return across >= visiblePart.width && top > -visiblePart.height && top <= area.height - visiblePart.height
}
