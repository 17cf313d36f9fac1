import { BrowserWindow, screen, type DesktopCapturerSource, type Display, type Rectangle } from 'electron'
import type { Platform } from '../../shared/ipc.ts'
import type { CallStatus } from '../app/call-status.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import { appUrl } from '../app-scheme/app-origin.ts'
import { floatEverywhere, floatingOptions } from '../windows/float-everywhere.ts'

/** Static, and the whole of what the frame's window shows. */
const framePage = 'share-frame.html'
/** Width of its lines, device-independent pixels; public/share-frame.css draws them as wide. */
const line = 4

export interface ShareFrame {
  /** This is what the page gets to share; the frame shows once it does. */
  chosen(source: DesktopCapturerSource): void
  dispose(): void
}

/** A line around the screen that is shared, for the person who shares it. Windows have none: they move. */
export function createShareFrame(options: {
  readonly call: CallStatus
  readonly platform: Platform
  readonly log: Log
}): ShareFrame {
  const { call, platform, log } = options
  let source: DesktopCapturerSource | undefined
  let frame: BrowserWindow | undefined

  function close(): void {
    frame?.destroy()
    frame = undefined
  }

  /** What is shared, and where that is, may have changed. */
  function update(): void {
    const sharing = call.value.status === 'in-call' && call.value.sharing
    const display = sharing && source ? displayOf(source, screen.getAllDisplays()) : undefined
    if (!display) close()
    else if (frame) place(frame, display)
    else frame = open(display)
  }

  function place(window: BrowserWindow, { bounds }: Display): void {
    window.setBounds(bounds)
    // Without a compositor, X11 knows no transparency: what is inside the frame is cut out.
    if (platform === 'linux') window.setShape(edgesOf(bounds))
  }

  function open(display: Display): BrowserWindow {
    const window = new BrowserWindow({
      ...display.bounds,
      ...floatingOptions(platform),
      show: false,
      frame: false,
      transparent: true,
      hasShadow: false,
      roundedCorners: false,
      focusable: false,
      resizable: false,
      movable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      // macOS keeps windows below its menu bar otherwise.
      enableLargerThanScreen: true,
      title: 'Visavis',
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    })
    window.setIgnoreMouseEvents(true)
    window.setContentProtection(true)
    floatEverywhere(window, platform, 'screen-saver')
    place(window, display)
    window.once('ready-to-show', () => window.showInactive())
    window.on('closed', () => {
      if (frame === window) frame = undefined
    })
    window
      .loadURL(appUrl + framePage)
      .catch((error: unknown) => log.warn('frame not loaded', { error: describeError(error) }))
    return window
  }

  let shared = false
  const unsubscribe = call.subscribe((summary) => {
    const sharing = summary.status === 'in-call' && summary.sharing
    if (shared && !sharing) source = undefined
    shared = sharing
    update()
  })
  screen.on('display-metrics-changed', update)
  screen.on('display-removed', update)

  return {
    chosen(given) {
      source = given
      update()
    },
    dispose() {
      unsubscribe()
      screen.off('display-metrics-changed', update)
      screen.off('display-removed', update)
      close()
    },
  }
}

/** The display that this source is a picture of. Where the system names none, a single one is the one that is meant. */
export function displayOf(
  source: Pick<DesktopCapturerSource, 'id' | 'display_id'>,
  displays: readonly Display[],
): Display | undefined {
  if (!source.id.startsWith('screen:')) return undefined
  const named = displays.find(({ id }) => String(id) === source.display_id)
  return named ?? (displays.length === 1 ? displays[0] : undefined)
}

/** The four lines, in the window's own coordinates. */
function edgesOf({ width, height }: Rectangle): Rectangle[] {
  return [
    { x: 0, y: 0, width, height: line },
    { x: 0, y: height - line, width, height: line },
    { x: 0, y: line, width: line, height: height - 2 * line },
    { x: width - line, y: line, width: line, height: height - 2 * line },
  ]
}
