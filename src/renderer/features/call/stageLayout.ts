/** Where everything on the call's stage goes. Pixels, from the stage's top left. */

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rect extends Size {
  readonly x: number
  readonly y: number
}

export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right'

export interface StageContent {
  readonly people: number
  readonly screens: number
  /** Where the self view floats, so that the strip of people beside a screen keeps out of its way. */
  readonly selfView?: Rect | undefined
}

export interface StageLayout {
  readonly people: readonly Rect[]
  readonly screens: readonly Rect[]
}

export const gap = 8
const ratio = 16 / 9
const stripWidth = { share: 0.18, least: 132, most: 288 }
const stripHeight = { share: 0.2, least: 72, most: 160 }
/** More columns win over slightly larger tiles: people sit side by side, and the bottom stays free for the bar. */
const wideEnough = 0.88

export function layoutStage(stage: Size, content: StageContent): StageLayout {
  const area = inset({ x: 0, y: 0, ...stage }, gap)
  if (content.screens > 0) return layoutWithScreens(area, content)
  // One person fills the stage; several keep their shape.
  if (content.people === 1) return { people: [area], screens: [] }
  return { people: bestGrid(content.people, area), screens: [] }
}

/** Equal 16 : 9 tiles, as large as they can be, the last row centred. */
export function bestGrid(count: number, area: Rect): readonly Rect[] {
  if (count === 0) return []
  let best = { columns: 1, width: 0 }
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns)
    const widest = (area.width - gap * (columns - 1)) / columns
    const highest = (area.height - gap * (rows - 1)) / rows
    const width = Math.max(0, Math.min(widest, highest * ratio))
    if (width > 0 && width >= best.width * wideEnough) best = { columns, width }
  }
  const { columns, width } = best
  const height = width / ratio
  const rows = Math.ceil(count / columns)
  const top = area.y + (area.height - rows * height - (rows - 1) * gap) / 2
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns)
    const inRow = row === rows - 1 ? count - row * columns : columns
    const left = area.x + (area.width - inRow * width - (inRow - 1) * gap) / 2
    return { x: left + (index % columns) * (width + gap), y: top + row * (height + gap), width, height }
  })
}

function layoutWithScreens(area: Rect, { people, screens, selfView }: StageContent): StageLayout {
  const beside = area.width / area.height >= 1.2
  const take = (length: number, limits: typeof stripWidth) =>
    Math.min(limits.most, Math.max(limits.least, length * limits.share))
  if (people === 0) return { people: [], screens: stackScreens(screens, area) }

  if (beside) {
    const width = take(area.width, stripWidth)
    const strip = { x: area.x + area.width - width, y: area.y, width, height: area.height }
    const main = { ...area, width: area.width - width - gap }
    return { people: column(people, keepOff(strip, selfView)), screens: stackScreens(screens, main) }
  }
  const height = take(area.height, stripHeight)
  const strip = { x: area.x, y: area.y, width: area.width, height }
  const main = { ...area, y: area.y + height + gap, height: area.height - height - gap }
  return { people: bestGrid(people, strip), screens: stackScreens(screens, main) }
}

/** Shared screens get all the room there is; what is left around them is the video element's letterbox. */
function stackScreens(count: number, area: Rect): readonly Rect[] {
  return count === 1 ? [area] : bestGrid(count, area)
}

/** The larger part of the strip that the self view leaves free, above or below it. */
function keepOff(strip: Rect, selfView: Rect | undefined): Rect {
  if (!selfView || selfView.x + selfView.width <= strip.x) return strip
  const above = selfView.y - gap - strip.y
  const below = strip.y + strip.height - (selfView.y + selfView.height + gap)
  if (above >= below) return { ...strip, height: Math.max(0, above) }
  return { ...strip, y: strip.y + strip.height - below, height: Math.max(0, below) }
}

function column(count: number, strip: Rect): readonly Rect[] {
  const height = Math.max(0, Math.min(strip.width / ratio, (strip.height - gap * (count - 1)) / count))
  const width = Math.min(strip.width, height * ratio)
  return Array.from({ length: count }, (_, index) => ({
    x: strip.x + (strip.width - width) / 2,
    y: strip.y + index * (height + gap),
    width,
    height,
  }))
}

function inset(rect: Rect, by: number): Rect {
  return {
    x: rect.x + by,
    y: rect.y + by,
    width: Math.max(0, rect.width - 2 * by),
    height: Math.max(0, rect.height - 2 * by),
  }
}
