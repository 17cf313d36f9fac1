import type { Companion } from './companion.ts'
import type { DesktopOptions, DesktopOptionsChange, Network } from './desktop-options.ts'
import type { Preferences } from './preferences.ts'
import type { RoomCode } from './room-code.ts'

export type {
  DesktopOptions,
  DesktopOptionsChange,
  GlobalKey,
  Network,
  Reach,
  ServerOption,
} from './desktop-options.ts'

/**
 * The whole contract between the renderer and the main process: two type maps. What is not here cannot be said.
 *
 * The preload turns them into `window.visavis` (`DesktopBridge`, below); main answers every request through one
 * checked entrance that parses the input with `ipc-inputs.ts`. Main is trusted, so its answers are not parsed again.
 */
export interface Requests {
  getEnvironment: Request<void, Environment>
  /** Waits until the embedded server listens, so the address it gives can be connected to at once. */
  getServer: Request<void, ServerInfo>
  getPreferences: Request<void, Preferences>
  /** Replaces them as a whole. */
  setPreferences: Request<Preferences, void>
  getDesktopOptions: Request<void, DesktopOptions>
  /** In force at once. Gives them as they are then: a key that is taken, an interface that is gone show there. */
  changeDesktopOptions: Request<DesktopOptionsChange, DesktopOptions>
  /** Where the embedded server could be reached by others, as of now. */
  listNetworks: Request<void, readonly Network[]>
  /** Asks where to, and writes this app's log without secrets there. */
  exportLog: Request<void, 'saved' | 'cancelled'>
  copyText: Request<string, void>
  /** A link that somebody typed or pasted: done as with one that was followed, so another server is asked about. */
  openLink: Request<string, void>
  /** Brings the window up from wherever it is: a notification was clicked. */
  showWindow: Request<void, void>
  /**
   * Asks for the sources anew while the picker is open, for example when its window gets the focus. Never on
   * Wayland, where asking is what opens the system's own picker: there the answer is empty.
   */
  listScreenSources: Request<void, readonly ScreenSource[]>
  /**
   * Before each getDisplayMedia: for the share that `shareRequested` told of, or null for a person in the window. Gives
   * the id to end it by, or null when that share is not wanted any more: then getDisplayMedia is not to be called.
   */
  beginScreenRequest: Request<string | null, number | null>
  /** After it: getDisplayMedia rejects in the same way for a cancelled choice and a failed capture. */
  endScreenRequest: Request<ScreenRequestEnd, ScreenAnswer>
  /** Answers the pending screen request; null when the person cancelled. Without a pending request: ignored. */
  chooseScreenSource: Request<ScreenChoice | null, void>
  /** False where the system has no such pane. */
  openDeviceSettings: Request<'microphone' | 'camera' | 'screen', boolean>
  /** Told at each change: keeps the display awake in a call, and decides what closing the window means. */
  reportCall: Request<CallSummary, void>
  /** How many things happened that the person has not seen; 0 takes the badge away. */
  reportUnread: Request<number, void>
  /** Every listener is in place: what arrived before (a link, a notice) is told now. */
  ready: Request<void, void>
}

export interface Events {
  serverChanged: ServerInfo
  desktopOptionsChanged: DesktopOptions
  /** Go to the lobby of this room; never further without the person. */
  openRoom: RoomCode
  /** What the picker is to show while getDisplayMedia waits for `chooseScreenSource`. */
  screenRequested: ScreenOffer
  /** A share was asked for outside the window; the page starts it with this id (`beginScreenRequest`). */
  shareRequested: string
  /** Which small window the page is to have beside itself from now on; null for none. */
  companion: Companion | null
  command: CallCommand
  power: PowerEvent
  notice: ShellNotice
}

export interface Request<Input, Output> {
  readonly input: Input
  readonly output: Output
}

export type Platform = 'mac' | 'windows' | 'linux'

export interface Environment {
  readonly version: string
  readonly platform: Platform
  /** BCP 47, as the system is set. */
  readonly locale: string
  /** True where the sound of what is shared can be captured with it. */
  readonly canShareSound: boolean
  /** Of what the app is built on. */
  readonly versions: { readonly electron: string; readonly chromium: string; readonly node: string }
}

export interface ServerInfo {
  /** ws: or wss: address of the signaling endpoint. */
  readonly signalingUrl: string
  /** The web client beside it; `${inviteBase}#CODE` opens the lobby of that room. */
  readonly inviteBase: string
  /** What a private server wants to be shown (docs/protocol.md). */
  readonly accessToken?: string
}

export interface ScreenSource {
  /** Valid until the sources are listed anew. */
  readonly id: string
  readonly name: string
  readonly kind: 'screen' | 'window'
  /** data: URL, or empty where the system gives none. */
  readonly thumbnail: string
}

/** What the picker shows. */
export type ScreenOffer =
  /** It opens; the sources come in a moment. */
  | { readonly status: 'listing' }
  | { readonly status: 'listed'; readonly sources: readonly ScreenSource[] }
  /** It closes: the request has been answered, or withdrawn. */
  | { readonly status: 'closed' }

export interface ScreenRequestEnd {
  /** What `beginScreenRequest` gave. */
  readonly id: number
  /** getDisplayMedia gave a stream. */
  readonly captured: boolean
}

/** How main answered getDisplayMedia. */
export type ScreenAnswer =
  /** With a source; if the page got no stream nevertheless, the capture failed. */
  | 'given'
  /** The person cancelled, the call ended, or another request took its place. */
  | 'cancelled'
  /** There was nothing to choose from; the person has been told. */
  | 'unavailable'
  /** Main was not asked. */
  | 'none'

export interface ScreenChoice {
  readonly id: string
  /** The computer's sound with it, our own call's included unless the page asks to leave that out. */
  readonly sound: boolean
}

export type CallSummary =
  | { readonly status: 'idle' }
  /** Before or after a call, at its door. */
  | { readonly status: 'lobby' }
  | {
      readonly status: 'in-call'
      readonly microphone: boolean
      readonly camera: boolean
      readonly sharing: boolean
    }

export type CallCommand =
  | 'new-call'
  | 'toggle-microphone'
  | 'toggle-camera'
  | 'stop-sharing'
  | 'hang-up'
  /** From the tray and the app menu. */
  | 'open-settings'

export type PowerEvent = 'suspend' | 'resume' | 'lock' | 'unlock'

export type ShellNotice =
  /** The settings file could not be read; it was kept under this path and the defaults are in use. */
  | { readonly type: 'settings-reset'; readonly keptAs: string }
  | { readonly type: 'link-invalid' }
  /** The system let the app see no screen or window at all: on macOS, the permission is missing. */
  | { readonly type: 'screens-unavailable' }
  /** The embedded server could not start; calls need another server until the app is started again. */
  | { readonly type: 'server-failed' }
  /** The network others reach the embedded server on is gone; it listens there again when it is back. */
  | { readonly type: 'network-gone' }

export type RequestName = keyof Requests
export type EventName = keyof Events

/** As values, for the preload and the registration in main. The types make both lists complete. */
export const requestNames = Object.keys({
  getEnvironment: true,
  getServer: true,
  getPreferences: true,
  setPreferences: true,
  getDesktopOptions: true,
  changeDesktopOptions: true,
  listNetworks: true,
  exportLog: true,
  copyText: true,
  openLink: true,
  listScreenSources: true,
  beginScreenRequest: true,
  endScreenRequest: true,
  chooseScreenSource: true,
  openDeviceSettings: true,
  reportCall: true,
  reportUnread: true,
  showWindow: true,
  ready: true,
} satisfies Record<RequestName, true>) as readonly RequestName[]

export const eventNames = Object.keys({
  serverChanged: true,
  desktopOptionsChanged: true,
  openRoom: true,
  screenRequested: true,
  shareRequested: true,
  companion: true,
  command: true,
  power: true,
  notice: true,
} satisfies Record<EventName, true>) as readonly EventName[]

type Ask<R extends Request<unknown, unknown>> = [R['input']] extends [void]
  ? () => Promise<R['output']>
  : (input: R['input']) => Promise<R['output']>

/**
 * `window.visavis`: a method for each request, and `onX(listener)` for each event `x`, which returns the function
 * that ends the subscription. A rejected request carries one of `IpcErrorCode` as its message.
 */
export type DesktopBridge = { readonly [Name in RequestName]: Ask<Requests[Name]> } & {
  readonly [Name in EventName as `on${Capitalize<Name>}`]: (
    listener: (payload: Events[Name]) => void,
  ) => () => void
}

/** refused: not our page. bad-input: the payload did not parse. failed: main could not do it (its log says why). */
export type IpcErrorCode = 'ipc-refused' | 'ipc-bad-input' | 'ipc-failed'
