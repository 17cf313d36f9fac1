import type { Rect, Size } from './stageLayout.ts'

/** What floats over the stage, in CSS pixels with the margins around it: the bar at the bottom, the code at the top. */
const bar = { width: 352, height: 84 }
const chip = { width: 232, height: 60 }
/** Room a name needs at most before it is cut off. */
const tagWidth = 200

/** Where a tile shows its name so that the floating controls do not cover it. `offset` is from that edge, in pixels. */
export interface TagPlace {
  readonly edge: 'top' | 'bottom'
  readonly offset: number
}

const margin = 8

export function tagPlace(tile: Rect, stage: Size): TagPlace {
  const tagRight = tile.x + Math.min(tile.width, tagWidth)
  const barLeft = (stage.width - bar.width) / 2
  const underBar =
    tile.y + tile.height > stage.height - bar.height && tagRight > barLeft && tile.x < barLeft + bar.width
  if (!underBar) return { edge: 'bottom', offset: margin }
  const underChip = tile.y < chip.height && tile.x < chip.width
  return { edge: 'top', offset: underChip ? chip.height - tile.y : margin }
}
