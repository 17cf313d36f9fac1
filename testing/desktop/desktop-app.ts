import type { Page } from 'playwright'
import type { ClientOptions } from '../browser/client.ts'
import type { PageErrors } from '../browser/page-errors.ts'
import type { Companion } from '../../src/shared/companion.ts'
import type { DisplayView, Place, SystemView, TrayView, WindowState } from '../electron-stand-in/wire.ts'

export interface DesktopOptions extends Pick<
  ClientOptions,
  'person' | 'size' | 'devices' | 'display' | 'locale' | 'colorScheme' | 'instruments'
> {
  /** An existing profile, to start the app again; a fresh one otherwise. */
  readonly profile?: string
  /** The folder of the program to start, with its package.json; the app itself otherwise. */
  readonly program?: string
  /** Where to write what the main process does before its first window shows; the stand-in only. */
  readonly startTrace?: string
  /** As installed, not as a checkout of its sources; the stand-in only. */
  readonly packaged?: boolean
  /** Variables of the environment beside this process's own. */
  readonly env?: Readonly<Record<string, string>>
  /** What follows the program's name on the command line. */
  readonly argv?: readonly string[]
}

/** A question the app asks in a dialog of the system. */
export interface Question {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
  /** Presses this button. */
  answer(button: string): void
}

/** The running desktop app, as its user and the system around it see it. */
export interface DesktopApp {
  /** Which program ran: reports say so. */
  readonly kind: 'electron' | 'stand-in'
  /** What its pages complained about. */
  readonly pageErrors: PageErrors
  /** When its program was started, by performance.now(). */
  readonly startedAt: number
  /** The folder of its settings. */
  readonly profile: string
  /** The folder of its logs, which macOS keeps elsewhere. */
  logsFolder(): Promise<string>
  /** Resolves with the exit code when it has ended. */
  readonly ended: Promise<number>
  firstWindow(): Promise<Page>
  windows(): Promise<readonly WindowState[]>
  /** The page of the small window beside the main one, as soon as it is there. */
  companion(companion: Companion): Promise<Page>
  /** The main window, by its own button or the system's. */
  minimize(): Promise<void>
  restore(): Promise<void>
  /** The close button of the first window. */
  closeWindow(): Promise<void>
  nextQuestion(): Promise<Question>
  power(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): Promise<void>
  /** What keeps the display awake now. */
  powerBlockers(): Promise<readonly string[]>
  themeSource(): Promise<string>
  clipboard(): Promise<string>
  setClipboard(text: string): Promise<void>
  tray(): Promise<TrayView>
  /** Chooses from the tray's menu by the beginnings of the labels along the way. */
  chooseInTray(...path: readonly string[]): Promise<void>
  /** The badge, the keys it has everywhere, its notifications: what is around its windows. */
  system(): Promise<SystemView>
  /** Somebody presses these keys while another program has the focus. */
  pressEverywhere(keys: string): Promise<void>
  /** Another program has these keys from now on. */
  takeKeys(keys: string): Promise<void>
  clickNotification(title: string): Promise<void>
  /** Chooses from a menu of the app's menu bar, which is named by its role. */
  chooseInMenu(role: string, label: string): Promise<void>
  /** The app's menu bar as its user sees it. */
  menu(): Promise<TrayView['items']>
  /** How the next dialog that asks where to save is answered; null cancels it. */
  saveTo(path: string | null): Promise<void>
  /** Shows a window that yields no picture, which makes Electron wait when it lists what can be shared. */
  showUncapturableWindow(): Promise<void>
  /** Displays are plugged in and unplugged until there are these. */
  plugDisplays(displays: readonly DisplayView[]): Promise<void>
  moveWindow(bounds: Place): Promise<void>
  /** Addresses handed to the system's browser. */
  openedOutside(): Promise<readonly string[]>
  /** Starts the program once more with this command line; resolves when that second start has ended. */
  secondInstance(argv: readonly string[]): Promise<void>
  /** What macOS sends for a link. */
  openUrl(url: string): Promise<void>
  quit(): Promise<void>
  /** Ends it whatever state it is in. */
  kill(): Promise<void>
  /** What it printed, for the evidence of a failed test. */
  output(): string
}
