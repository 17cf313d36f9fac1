import { desktopCapturer, type DesktopCapturerSource } from 'electron'
import type { ScreenSource } from '../../shared/ipc.ts'

/** Device-independent pixels. Small: each window costs one, and the picker shows them at about this size. */
const thumbnailSize = { width: 320, height: 180 }

/** Lists what can be shared. Two calls at once share one answer: overlapping enumerations freeze the picker. */
export function createSourceList(): () => Promise<readonly DesktopCapturerSource[]> {
  let running: Promise<readonly DesktopCapturerSource[]> | undefined
  return () => {
    running ??= desktopCapturer
      .getSources({ types: ['screen', 'window'], thumbnailSize })
      .finally(() => (running = undefined))
    return running
  }
}

/** The screen on this display. Where the system names no displays, a single screen is the one that was meant. */
export function screenFor(
  displayId: string,
  sources: readonly DesktopCapturerSource[],
): DesktopCapturerSource | undefined {
  const screens = sources.filter(({ id }) => id.startsWith('screen:'))
  return (
    screens.find((source) => source.display_id === displayId) ??
    (screens.length === 1 ? screens[0] : undefined)
  )
}

/** As the renderer sees it. */
export function describeSource(source: DesktopCapturerSource): ScreenSource {
  return {
    id: source.id,
    name: source.name,
    kind: source.id.startsWith('screen:') ? 'screen' : 'window',
    thumbnail: source.thumbnail.isEmpty() ? '' : source.thumbnail.toDataURL(),
  }
}
