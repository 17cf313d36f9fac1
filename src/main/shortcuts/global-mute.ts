import { globalShortcut } from 'electron'
import type { GlobalKey } from '../../shared/ipc.ts'
import { describeError, type Log } from '../log/log.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

export interface GlobalMuteOptions {
  readonly settings: SettingsStore
  /**
   * False under Wayland, whose compositors give programs no keys of other windows. (Chromium can ask a portal for them,
   * but which keys it gets is then the desktop's to say, not this setting's.) `visavis --toggle-mute` does the same there.
   */
  readonly supported: boolean
  readonly toggle: () => void
  readonly log: Log
}

/** The key that turns the microphone on and off from anywhere. */
export interface GlobalMute {
  readonly value: GlobalKey
  dispose(): void
}

/** Follows the setting. A key another program has is tried again at the next start and at the next change. */
export function keepGlobalMute({ settings, supported, toggle, log }: GlobalMuteOptions): GlobalMute {
  let value: GlobalKey = { state: supported ? 'none' : 'unsupported' }

  function apply(): void {
    const keys = settings.value.globalMute
    if (value.state !== 'taken' && keys === keysOf(value)) return
    release()
    if (keys !== null) value = { state: register(keys) ? 'set' : 'taken', keys }
  }

  function register(keys: string): boolean {
    try {
      return globalShortcut.register(keys, toggle)
    } catch (error) {
      // Not one of Electron's names of keys, as in a file written by hand.
      log.warn('global shortcut not readable', { error: describeError(error) })
      return false
    }
  }

  function release(): void {
    if (value.state === 'set') globalShortcut.unregister(value.keys)
    value = { state: 'none' }
  }

  if (!supported) return { value, dispose: () => undefined }
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

function keysOf(key: GlobalKey): string | null {
  return 'keys' in key ? key.keys : null
}
