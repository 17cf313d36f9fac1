import { BrowserWindow, type Rectangle } from 'electron'
import type { WindowPlace } from '../../shared/settings.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import { appUrl } from '../app-scheme/app-origin.ts'
import { stayInView, workAreas } from './stay-in-view.ts'
import { fitPlace, middleOf, minimumSize } from './window-place.ts'

export interface MainWindowOptions {
  /** Absolute path of the built preload. */
  readonly preload: string
  /** Shown until the page has painted. */
  readonly background: string
  readonly place: WindowPlace | undefined
  /** False on Wayland, where no program learns or decides where its windows stand. */
  readonly knowsPositions: boolean
  readonly savePlace: (place: WindowPlace) => void
  readonly log: Log
}

/** Opens the window with our page in it, shown as soon as it has painted. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { preload, background, place, knowsPositions, savePlace, log } = options
  const { x, y, ...size } = fitPlace(place, workAreas())
  const window = new BrowserWindow({
    ...size,
    ...(knowsPositions && x !== undefined && y !== undefined && { x, y }),
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
  if (knowsPositions) stayInView(window)
  window.once('ready-to-show', () => {
    // Both show a window that is hidden, so neither can be done before the page has painted.
    if (place?.state === 'maximized') window.maximize()
    if (place?.state === 'full-screen') window.setFullScreen(true)
    window.show()
  })
  // Once, when it is over: writing at every pixel of a drag would help nobody.
  window.on('close', () => savePlace({ ...boundsOf(window, options), state: stateOf(window) }))
  window
    .loadURL(appUrl)
    .catch((error: unknown) => log.error('page not loaded', { error: describeError(error) }))
  return window
}

/** On Wayland the position is always 0, 0; the last one that was known is of more use to a later X session. */
function boundsOf(window: BrowserWindow, { knowsPositions, place }: MainWindowOptions): Rectangle {
  const bounds = window.getNormalBounds()
  if (knowsPositions) return bounds
  const [area = bounds] = workAreas()
  const { x, y } = place ?? middleOf(area, bounds)
  return { ...bounds, x, y }
}

function stateOf(window: BrowserWindow): WindowPlace['state'] {
  if (window.isFullScreen()) return 'full-screen'
  return window.isMaximized() ? 'maximized' : 'normal'
}
