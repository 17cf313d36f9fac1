/**
 * What the stand-in (in the process that runs the app's main bundle) and the host (in the test's process, which holds
 * the browser) say to each other, over Node's process channel with its structured clone.
 */

export interface Call<Input, Output> {
  readonly input: Input
  readonly output: Output
}

/** The stand-in asks the host. */
export interface HostCalls {
  openPage: Call<{ page: number; preload: string | undefined; size: Size; transparent: boolean }, undefined>
  loadUrl: Call<{ page: number; url: string }, undefined>
  reload: Call<{ page: number }, undefined>
  closePage: Call<{ page: number }, undefined>
  /** webContents.send. */
  tellPage: Call<{ page: number; channel: string; args: readonly unknown[] }, undefined>
  /** Runs text in the page, as webContents.executeJavaScript with a user gesture does. */
  runInPage: Call<{ page: number; script: string }, unknown>
  /** Which of Chromium's own permissions the app's handlers let its page have. */
  grant: Call<{ permissions: readonly string[] }, undefined>
  /** A native dialog: the test answers it. */
  messageBox: Call<MessageBox, { response: number }>
  /** A picture of the X screen, as a data URL; empty where there is none. */
  pictureOfScreen: Call<undefined, string>
  /** The app's main bundle has run, and its ready handlers were called. */
  ready: Call<undefined, undefined>
}

/** The host asks the stand-in. */
export interface StandInCalls {
  invoke: Call<{ page: number; frame: Frame; channel: string; args: readonly unknown[] }, unknown>
  request: Call<{ url: string; method: string; headers: Record<string, string> }, ServedResponse>
  displayMedia: Call<
    { page: number; frame: Frame; video: boolean; audio: boolean },
    { video: string; audio: boolean; part: Place | undefined } | null
  >
  userMedia: Call<{ page: number; frame: Frame; kinds: ('video' | 'audio')[] }, boolean>
  /** True when the app lets it go there. */
  mayNavigate: Call<{ page: number; url: string; mainFrame: boolean }, boolean>
  /** The window that the app lets the page have, which Chromium opens as a popup; null for none. */
  windowOpen: Call<{ page: number; url: string; frameName: string; features: string }, Popup | null>
  pageEvent: Call<{ page: number; event: PageEvent }, undefined>
  /** The test drives what a person or the system would do. */
  drive: Call<Drive, unknown>
}

export interface Popup {
  readonly page: number
  readonly size: Size
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Frame {
  readonly url: string
  readonly isMain: boolean
}

export interface ServedResponse {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

export type PageEvent = 'navigating' | 'loaded' | 'closed' | 'crashed'

export interface MessageBox {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
}

export type Drive =
  | { readonly what: 'close-window'; readonly page: number }
  | { readonly what: 'move-window'; readonly page: number; readonly bounds: Place }
  | { readonly what: 'show-uncapturable-window' }
  | { readonly what: 'displays'; readonly displays: readonly DisplayView[] }
  | { readonly what: 'system' }
  | { readonly what: 'press-keys' | 'take-keys'; readonly keys: string }
  | { readonly what: 'save-to'; readonly path: string | null }
  | { readonly what: 'click-notification'; readonly title: string }
  | { readonly what: 'click-menu-item'; readonly role: string; readonly label: string }
  | { readonly what: 'menu' }
  | { readonly what: 'minimize' | 'restore'; readonly page: number }
  | { readonly what: 'windows' }
  | { readonly what: 'power'; readonly event: string }
  | { readonly what: 'open-url'; readonly url: string }
  | { readonly what: 'quit' }
  | { readonly what: 'clipboard'; readonly write?: string }
  | { readonly what: 'opened-outside' }
  | { readonly what: 'power-blockers' }
  | { readonly what: 'theme-source' }
  | { readonly what: 'tray' }
  | { readonly what: 'click-tray-item'; readonly path: readonly string[] }

export interface Place extends Size {
  readonly x: number
  readonly y: number
}

export interface DisplayView extends Place {
  readonly id: number
  readonly label: string
}

/** What a test sees of the app around its windows. */
export interface SystemView {
  readonly badge: number
  /** The keys it has all over the system. */
  readonly globalKeys: readonly string[]
  readonly notifications: readonly { readonly title: string; readonly body: string }[]
  /** The version that *About* names. */
  readonly aboutVersion: string
  /** What the last save dialog suggested. */
  readonly saveSuggestion: string
}

export interface TrayView {
  readonly tooltip: string
  readonly items: readonly TrayViewItem[]
}

export interface TrayViewItem {
  readonly label: string
  /** Null for items that are no switches. */
  readonly checked: boolean | null
  readonly enabled: boolean
  readonly items: readonly TrayViewItem[]
}

/** What a test sees of a window. */
export interface WindowState {
  readonly page: number
  readonly title: string
  readonly visible: boolean
  readonly minimized: boolean
  readonly focused: boolean
  readonly url: string
  readonly bounds: Place
  readonly alwaysOnTop: boolean
  readonly onAllWorkspaces: boolean
  /** Kept out of captures, where the system can. */
  readonly contentProtected: boolean
  /** Clicks go through it. */
  readonly ignoresMouse: boolean
  readonly maximized: boolean
  /** Its timers and pictures slow down while nobody sees it. */
  readonly throttled: boolean
}
