import {
  screen,
  type BrowserWindow,
  type BrowserWindowConstructorOptions,
  type HandlerDetails,
  type Rectangle,
  type WebContents,
} from 'electron'
import { companionCalled, companionPage, type Companion } from '../../../shared/companion.ts'
import type { Platform } from '../../../shared/ipc.ts'
import type { CallStatus } from '../../app/call-status.ts'
import { appUrl } from '../../app-scheme/app-origin.ts'
import type { SettingsStore } from '../../settings/settings-store.ts'
import { floatEverywhere, floatingOptions } from '../float-everywhere.ts'
import { companionPlace, smallestMini } from './companion-place.ts'
import { wantedCompanion } from './wanted-companion.ts'

export interface CompanionOptions {
  readonly call: CallStatus
  readonly settings: SettingsStore
  readonly platform: Platform
  /**
   * False on Wayland: a small window would lie behind the others, anywhere, and nobody tells whether the main one is
   * minimised. There, sharing ends in the main window and in the tray.
   */
  readonly canFloat: boolean
  /** Tells the page which small window to have; null for none. */
  readonly tell: (companion: Companion | null) => void
}

export interface CompanionWindows {
  /** The main window, whose page opens and fills them. */
  attach(main: BrowserWindow): void
  /** How the window looks that this page asks for; undefined if it is none of these, or not asked for by that page. */
  optionsFor(
    opener: WebContents,
    asked: Pick<HandlerDetails, 'url' | 'frameName'>,
  ): BrowserWindowConstructorOptions | undefined
  dispose(): void
}

/** What the page shows until it has painted: the call's stage. */
const stage = '#0c0e12'

/**
 * The small windows beside the main one. The page opens them with `window.open` and draws into them itself, because
 * pictures cannot leave its process (docs/adr/0011-child-windows.md). Main says when, and makes them what they are.
 */
export function createCompanionWindows(options: CompanionOptions): CompanionWindows {
  const { call, settings, platform, canFloat, tell } = options
  let main: BrowserWindow | undefined
  let wanted: Companion | null = null

  function update(): void {
    const present = main && !main.isDestroyed() ? main : undefined
    const next = wantedCompanion(call.value, {
      mainIsAway: present !== undefined && (present.isMinimized() || !present.isVisible()),
      miniWindow: settings.value.miniWindow,
      canFloat,
    })
    if (next === wanted) return
    wanted = next
    tell(wanted)
  }
  const endings = [call.subscribe(update), settings.subscribe(update)]

  function prepare(window: BrowserWindow, companion: Companion): void {
    floatEverywhere(window, platform, companion === 'mini' ? 'floating' : 'screen-saver')
    // Electron ignores this among the options of a window that a page opens.
    window.webContents.setBackgroundThrottling(false)
    // Where the system can, what is shared is shared without it.
    if (companion === 'share-bar') window.setContentProtection(true)
    // It comes by itself, so it must not take the keyboard from whatever the person is doing.
    window.webContents.once('did-finish-load', () => window.showInactive())
    if (companion === 'mini') rememberPlace(window)
  }

  /** A window that its page closes says nothing before it is gone, so its place is noted while it moves. */
  function rememberPlace(window: BrowserWindow): void {
    let place: Rectangle | undefined
    const note = () => (place = window.getBounds())
    window.on('move', note)
    window.on('resize', note)
    window.on('closed', () => {
      if (place) settings.update({ miniWindowPlace: place })
    })
  }

  return {
    attach(window) {
      main = window
      window.on('minimize', update)
      window.on('restore', update)
      window.on('hide', update)
      window.on('show', update)
      window.webContents.on('did-create-window', (child: BrowserWindow, { frameName }) => {
        const companion = companionCalled(frameName)
        if (companion) prepare(child, companion)
      })
    },
    optionsFor(opener, { url, frameName }) {
      const companion = companionCalled(frameName)
      if (!main || main.isDestroyed() || opener !== main.webContents) return undefined
      if (!companion || url !== appUrl + companionPage) return undefined
      const home = screen.getDisplayMatching(main.getBounds())
      const others = screen.getAllDisplays().filter(({ id }) => id !== home.id)
      const workAreas = [home, ...others].map(({ workArea }) => workArea)
      return {
        ...companionPlace(companion, settings.value.miniWindowPlace, workAreas),
        ...(companion === 'mini'
          ? { minWidth: smallestMini.width, minHeight: smallestMini.height }
          : { resizable: false }),
        ...floatingOptions(platform),
        show: false,
        frame: false,
        backgroundColor: stage,
        title: 'Visavis',
        skipTaskbar: true,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        // macOS: a click on a button is meant, also while another app has the focus.
        acceptFirstMouse: true,
        webPreferences: {
          // No preload: these windows say nothing to main, the page that draws them does.
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webviewTag: false,
          spellcheck: false,
        },
      }
    },
    dispose() {
      for (const end of endings) end()
    },
  }
}
