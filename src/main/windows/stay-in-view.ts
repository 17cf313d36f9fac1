import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { backIntoView } from './window-place.ts'

/**
 * Keeps a window where it can be reached while displays come and go: it moves over when its own is gone, and back when
 * that returns, unless the person has moved it meanwhile.
 */
export function stayInView(window: BrowserWindow): void {
  let moved: { readonly from: Rectangle; readonly to: Rectangle } | undefined

  const check = () => {
    // What fills a screen is for the system to move; it knows which screen is next.
    if (window.isDestroyed() || window.isMaximized() || window.isFullScreen()) return
    const areas = workAreas()
    const now = window.getBounds()
    if (moved && samePlace(now, moved.to) && !backIntoView(moved.from, areas)) {
      window.setBounds(moved.from)
      moved = undefined
      return
    }
    const to = backIntoView(now, areas)
    if (!to) return
    window.setBounds(to)
    // The system may have placed it a little differently from what was asked for.
    moved = { from: now, to: window.getBounds() }
  }

  screen.on('display-removed', check)
  screen.on('display-added', check)
  screen.on('display-metrics-changed', check)
  window.once('closed', () => {
    screen.off('display-removed', check)
    screen.off('display-added', check)
    screen.off('display-metrics-changed', check)
  })
}

/** Of all displays, the primary one's first. */
export function workAreas(): Rectangle[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}

function samePlace(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}
