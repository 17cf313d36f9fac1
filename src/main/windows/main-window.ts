import { BrowserWindow } from 'electron'
import type { WindowPlace } from '../../shared/settings.ts'
import { describeError, type Log } from '../log/log.ts'
import { appUrl } from '../protocol/app-origin.ts'
import { stayInView, workAreas } from './stay-in-view.ts'
import { fitPlace, minimumSize } from './window-place.ts'

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
  const window = new BrowserWindow({
    ...fitPlace(place, workAreas()),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
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
  stayInView(window)
  window.once('ready-to-show', () => {
    // Both show a window that is hidden, so neither can be done before the page has painted.
    if (place?.state === 'maximized') window.maximize()
    if (place?.state === 'full-screen') window.setFullScreen(true)
    window.show()
  })
  // Once, when it is over: writing at every pixel of a drag would help nobody.
  window.on('close', () => savePlace({ ...window.getNormalBounds(), state: stateOf(window) }))
  window
    .loadURL(appUrl)
    .catch((error: unknown) => log.error('page not loaded', { error: describeError(error) }))
  return window
}

function stateOf(window: BrowserWindow): WindowPlace['state'] {
  if (window.isFullScreen()) return 'full-screen'
  return window.isMaximized() ? 'maximized' : 'normal'
}
