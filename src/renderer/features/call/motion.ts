import type { Rect } from './stageLayout.ts'

const duration = 160

export const prefersStill = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Shows an element that now is at `to` moving there from `from`; by transform only, so nothing is laid out anew. */
export function moveFrom(element: HTMLElement, from: Rect, to: Rect): void {
  if (prefersStill() || to.width === 0 || to.height === 0) return
  const shift = `translate(${from.x - to.x}px, ${from.y - to.y}px)`
  const scale = `scale(${from.width / to.width}, ${from.height / to.height})`
  element.animate(
    [
      { transform: `${shift} ${scale}`, transformOrigin: '0 0' },
      { transform: 'none', transformOrigin: '0 0' },
    ],
    { duration, easing: 'ease-out' },
  )
}
