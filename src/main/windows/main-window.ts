import { BrowserWindow, screen } from 'electron'
import type { WindowPlace } from '../../shared/settings.ts'
import { describeError, type Log } from '../log/log.ts'
import { appUrl } from '../protocol/app-origin.ts'
import { defaultSize, fitPlace, minimumSize } from './window-place.ts'

export interface MainWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string
  /** Shown until the page has painted. */
  readonly background: string
  readonly place: WindowPlace | undefined
  readonly savePlace: (place: WindowPlace) => void
  readonly log: Log
}

/** Opens the window with our page in it, shown as soon as it has painted. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { preload, background, place, savePlace, log } = options
  const workAreas = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...fitPlace(place, workAreas),
    minWidth: Math.min(minimumSize.width, defaultSize.width),
    minHeight: Math.min(minimumSize.height, defaultSize.height),
    show: false,
    backgroundColor: background,
    title: 'Visavis',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: true,
      // A call goes on behind other windows. Switching this later breaks video, so it is off from the start.
      backgroundThrottling: false,
    },
  })
  if (place?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  // Once, when it is over: writing at every pixel of a drag would help nobody.
  window.on('close', () => savePlace({ ...window.getNormalBounds(), maximized: window.isMaximized() }))
  window
    .loadURL(appUrl)
    .catch((error: unknown) => log.error('page not loaded', { error: describeError(error) }))
  return window
}
