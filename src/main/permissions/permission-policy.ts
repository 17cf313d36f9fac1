import type { Session } from 'electron'
import { isAppUrl } from '../app-scheme/app-origin.ts'

type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
/** Electron's names of what a page may ask for. */
export type Permission = Parameters<CheckHandler>[1]

/** All a call needs. Whatever Electron adds later is denied until someone puts it here. */
const allowed: readonly Permission[] = [
  'media', // camera and microphone
  'display-capture', // still has to pass capture/, where a person chooses
  'notifications',
  'speaker-selection',
  'fullscreen', // the call screen's own button
  'clipboard-sanitized-write', // copy link
  // Chromium asks before a page reaches this machine or its network. Ours must: the embedded server is on this
  // machine, and people in one building call each other directly. All three names are in use, by version.
  'local-network-access',
  'local-network',
  'loopback-network',
]

/** @param origin as Electron hands it over; empty when it does not know. */
export function mayUse(permission: Permission, origin: string): boolean {
  return isAppUrl(origin) && allowed.includes(permission)
}
