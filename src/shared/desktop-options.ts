/** The part of the contract that is about the desktop app's own settings; see ipc.ts. */

/** What the desktop app can be set to beside the preferences, which browsers have too. */
export interface DesktopOptions {
  readonly server: ServerOption
  /** Undefined where the system has no such thing. */
  readonly launchAtLogin: boolean | undefined
  readonly startHidden: boolean
  /** Undefined where the system has no windows that stay on top. */
  readonly miniWindow: boolean | undefined
  readonly globalMute: GlobalKey
}

export type ServerOption =
  | {
      readonly mode: 'embedded'
      /** The interface it should listen on beside this computer itself; null: none. */
      readonly network: string | null
      /** What there is of that interface now. */
      readonly reach: Reach
    }
  | {
      readonly mode: 'address'
      readonly url: string
      readonly hasToken: boolean
      /** The system offers no safe place for the token: it is forgotten when the app quits. */
      readonly tokenForThisRun?: true
    }

export type Reach =
  | { readonly state: 'this-computer' }
  /** http: address for browsers and other desktops on that network. */
  | { readonly state: 'network'; readonly address: string }
  /** The interface is not there at present; it listens again when it is back. */
  | { readonly state: 'network-gone' }
  | { readonly state: 'failed' }

export type GlobalKey =
  | { readonly state: 'none' }
  | { readonly state: 'set'; readonly keys: string }
  /** Another program has it. */
  | { readonly state: 'taken'; readonly keys: string }
  /**
   * The desktop was asked for it, and does not say whether it granted it (Wayland, where the person decides in a dialog
   * or in the desktop's settings).
   */
  | { readonly state: 'asked'; readonly keys: string }
  /** The system lets no app have keys everywhere; the command line does the same there. */
  | { readonly state: 'unsupported' }

/** What is there is changed, the rest stays. */
export interface DesktopOptionsChange {
  readonly server?:
    | { readonly mode: 'embedded'; readonly network: string | null }
    /** Without a token the one of the same address stays; null forgets it. */
    | { readonly mode: 'address'; readonly url: string; readonly token?: string | null }
  readonly launchAtLogin?: boolean
  readonly startHidden?: boolean
  readonly miniWindow?: boolean
  /** An Electron accelerator; null: none. */
  readonly globalMute?: string | null
}

export interface Network {
  /** The system's name of the interface, such as `en0`. */
  readonly name: string
  /** IPv4 address on it. */
  readonly address: string
}
