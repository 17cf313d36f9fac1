import type { Corner, Rect, Size } from './stageLayout.ts'

/** The floating self view: how large it is, and where each corner puts it. */

const margin = 16
const smallMargin = 8
/** Height of the floating bar with its margin; on narrow stages the self view stands above it. */
const barHeight = 88
const barWidth = 400
/** Height of the room code at the top left, with its margin. */
const chipHeight = 64

/** @param crowded several people or a screen are on the stage, which need the room more. */
export function selfViewSize(stage: Size, crowded: boolean): Size {
  const [share, most] = crowded ? [0.15, 256] : [0.19, 320]
  const width = Math.round(Math.min(most, Math.max(104, stage.width * share)))
  return { width, height: Math.round((width * 9) / 16) }
}

export function selfViewRect(stage: Size, size: Size, corner: Corner): Rect {
  const edge = stage.width < 640 ? smallMargin * 2 : margin
  const isLeft = corner.endsWith('left')
  const isTop = corner.startsWith('top')
  const meetsBar = stage.width < barWidth + 2 * (size.width + 2 * edge)
  const top = isLeft || stage.width < 640 ? chipHeight : edge
  const bottom = meetsBar ? barHeight : edge
  return {
    ...size,
    x: isLeft ? edge : stage.width - edge - size.width,
    y: isTop ? top : stage.height - bottom - size.height,
  }
}

/** The corner that the centre of `rect` is nearest to. */
export function nearestCorner(stage: Size, rect: Rect): Corner {
  const vertical = rect.y + rect.height / 2 < stage.height / 2 ? 'top' : 'bottom'
  const horizontal = rect.x + rect.width / 2 < stage.width / 2 ? 'left' : 'right'
  return `${vertical}-${horizontal}`
}

/** Where an arrow key moves it; undefined when it is there already, or the key is none. */
export function cornerByKey(corner: Corner, key: string): Corner | undefined {
  const [vertical, horizontal] = corner.split('-') as ['top' | 'bottom', 'left' | 'right']
  const moves: Partial<Record<string, Corner>> = {
    ArrowUp: `top-${horizontal}`,
    ArrowDown: `bottom-${horizontal}`,
    ArrowLeft: `${vertical}-left`,
    ArrowRight: `${vertical}-right`,
  }
  const next = moves[key]
  return next === corner ? undefined : next
}
