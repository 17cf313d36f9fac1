import { globalShortcut } from 'electron'
import type { GlobalKey } from '../../shared/ipc.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

export interface GlobalMuteOptions {
  readonly settings: SettingsStore
  /**
   * True on Wayland, where keys are asked of a portal of the desktop. Electron reports success before the portal has
   * answered, never tells what it answered, and gives no key back (shell/browser/api/electron_api_global_shortcut.cc,
   * electron#52218).
   */
  readonly portal: boolean
  readonly toggle: () => void
  readonly log: Log
}

/** The key that turns the microphone on and off from anywhere. */
export interface GlobalMute {
  readonly value: GlobalKey
  dispose(): void
}

/** Follows the setting. A key another program has is tried again at the next start and at the next change. */
export function keepGlobalMute({ settings, portal, toggle, log }: GlobalMuteOptions): GlobalMute {
  let value: GlobalKey = { state: 'none' }
  /** The key that counts; undefined for none. */
  let held: string | undefined

  function apply(): void {
    const keys = settings.value.globalMute ?? undefined
    if (keys === held && isHeld(value)) return
    release()
    if (keys === undefined) return
    held = keys
    value = register(keys)
  }

  function register(keys: string): GlobalKey {
    try {
      // A portal goes on sending a key after unregister(): it counts only while it is the one that is set.
      const registered = globalShortcut.register(keys, () => {
        if (keys === held) toggle()
      })
      if (portal) return registered ? { state: 'asked', keys } : { state: 'unsupported' }
      return { state: registered ? 'set' : 'taken', keys }
    } catch (error) {
      // Not one of Electron's names of keys, as in a file written by hand.
      log.warn('global shortcut not readable', { error: describeError(error) })
      return { state: 'taken', keys }
    }
  }

  function release(): void {
    if (held !== undefined && isHeld(value)) globalShortcut.unregister(held)
    held = undefined
    value = { state: 'none' }
  }

  apply()
  const unsubscribe = settings.subscribe(apply)
  return {
    get value() {
      return value
    },
    dispose() {
      unsubscribe()
      release()
    },
  }
}

function isHeld({ state }: GlobalKey): boolean {
  return state === 'set' || state === 'asked'
}
