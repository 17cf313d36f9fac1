import { appLinkTo } from '../../shared/deep-link.ts'
import { formatRoomCode, parseRoomCode, type RoomCode } from '../../shared/room-code.ts'
import { parsePreferences, type Preferences } from '../../shared/preferences.ts'
import type { Logger } from '../core/lib/logger.ts'
import type { CallActivity, Shell } from '../core/ports/shell.ts'
import type { ShellNotice } from '../../shared/ipc.ts'
import { createPreferencesStore } from './preferences-store.ts'

const storageKey = 'visavis.preferences'

/** A browser tab, served by the signaling server it talks to. */
export function createWebShell(version: string, logger: Logger): Shell {
  const base = `${location.origin}${location.pathname}`
  const signalingUrl = `${base.replace(/^http/, 'ws').replace(/\/(index\.html)?$/, '')}/ws`
  const messages = new Set<(message: ShellNotice) => void>()

  return {
    platform: {
      kind: 'web',
      version,
      os: platform(),
      // `#` keeps the code out of every request.
      inviteLink: (code) => `${base}#${formatRoomCode(code)}`,
      appLink: (code) => appLinkTo(code, signalingUrl),
      copyText: (text) => navigator.clipboard.writeText(text),
      openLink: (link) => {
        location.assign(link)
        return Promise.resolve()
      },
      onMessage: (listener) => {
        messages.add(listener)
        return () => messages.delete(listener)
      },
    },
    preferences: createPreferencesStore(load(logger), (value) => {
      save(value, logger)
    }),
    server: () => ({ url: signalingUrl }),
    // A page belongs to the server that gave it.
    onServerChanged: () => () => undefined,
    onOpenRoom: (listener) => {
      const read = (): void => {
        const text = location.hash.slice(1)
        if (text === '') return
        const parsed = parseRoomCode(decoded(text))
        if (parsed.ok) listener(parsed.code)
        else for (const tell of messages) tell({ type: 'link-invalid' })
      }
      window.addEventListener('hashchange', read)
      read()
      return () => {
        window.removeEventListener('hashchange', read)
      }
    },
    onWake: (listener) => {
      window.addEventListener('online', listener)
      return () => {
        window.removeEventListener('online', listener)
      }
    },
    onRemoteCommand: () => () => undefined,
    report: showInAddress,
    ready: () => undefined,
  }
}

/** A link can be cut off within an escape; what is left is no code, and is told as that. */
function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** A reload leads back to the same lobby. */
function showInAddress(activity: CallActivity): void {
  const code: RoomCode | undefined = activity.status === 'home' ? undefined : activity.code
  const hash = code === undefined ? '' : `#${formatRoomCode(code)}`
  if (location.hash === hash) return
  history.replaceState(null, '', hash === '' ? location.pathname + location.search : hash)
}

/** Storage can be switched off altogether; then nothing is remembered and everything else works. */
function load(logger: Logger): Preferences {
  try {
    const text = localStorage.getItem(storageKey)
    return parsePreferences(text === null ? {} : JSON.parse(text))
  } catch (cause) {
    logger.warn('preferences-unread', { cause: cause instanceof Error ? cause.name : 'unknown' })
    return parsePreferences({})
  }
}

function save(value: Preferences, logger: Logger): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(value))
  } catch (cause) {
    logger.warn('preferences-unsaved', { cause: cause instanceof Error ? cause.name : 'unknown' })
  }
}

function platform(): 'mac' | 'windows' | 'linux' {
  if (/Mac/i.test(navigator.userAgent)) return 'mac'
  return /Windows/i.test(navigator.userAgent) ? 'windows' : 'linux'
}
