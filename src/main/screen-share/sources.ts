import { BrowserWindow, desktopCapturer, type DesktopCapturerSource, type SourcesOptions } from 'electron'
import type { ScreenSource } from '../../shared/ipc.ts'

export type Sources = readonly DesktopCapturerSource[]

/** Device-independent pixels. Small: each window costs one, and the picker shows them at about this size. */
const thumbnailSize = { width: 320, height: 180 }
const noThumbnail = { width: 0, height: 0 }

export interface SourceLists {
  /** Screens and windows with pictures. Up to three seconds: so long Electron waits for a window that gives none. */
  readonly all: () => Promise<Sources>
  /** Screens without pictures, for which Electron waits for nothing. */
  readonly screens: () => Promise<Sources>
}

/** @param systemPicks the system shows its own picker, and its choice is the list */
export function createSourceLists(systemPicks: boolean): SourceLists {
  const all = oneAtATime({ types: ['screen', 'window'], thumbnailSize })
  return {
    all: async () => (systemPicks ? await all() : withoutOurs(await all())),
    screens: oneAtATime({ types: ['screen'], thumbnailSize: noThumbnail }),
  }
}

/** Two calls at once share one answer: overlapping enumerations freeze the picker. */
function oneAtATime(options: SourcesOptions): () => Promise<Sources> {
  let running: Promise<Sources> | undefined
  return () => (running ??= desktopCapturer.getSources(options).finally(() => (running = undefined)))
}

/** Electron lists the app's own windows too. Sharing them would show a picture within a picture. */
function withoutOurs(sources: Sources): Sources {
  const ours = new Set(BrowserWindow.getAllWindows().map((window) => windowOf(window.getMediaSourceId())))
  return sources.filter(({ id }) => isScreen(id) || !ours.has(windowOf(id)))
}

/** `window:handle:number`: the number is not the same in both places. */
const windowOf = (id: string) => id.split(':').slice(0, 2).join(':')
const isScreen = (id: string) => id.startsWith('screen:')

/** The screen on this display. Where the system names no displays, a single screen is the one that was meant. */
export function screenFor(displayId: string, sources: Sources): DesktopCapturerSource | undefined {
  const screens = sources.filter(({ id }) => isScreen(id))
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
    kind: isScreen(source.id) ? 'screen' : 'window',
    thumbnail: source.thumbnail.isEmpty() ? '' : source.thumbnail.toDataURL(),
  }
}
