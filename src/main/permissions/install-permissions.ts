import type { Session } from 'electron'
import { describeError, type Log } from '../diagnostics/log.ts'
import { isAppUrl } from '../app-scheme/app-origin.ts'
import { mayUse } from './permission-policy.ts'

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
type RequestDetails = Parameters<RequestHandler>[3]
export type MediaType = 'audio' | 'video'

export interface PermissionOptions {
  readonly session: Session
  readonly log: Log
  /** The system's own permission for a device. False when the person or an administrator refuses it. */
  readonly systemAllows: (type: MediaType) => Promise<boolean>
}

/**
 * Both handlers, because Chromium asks the one for some permissions and the other for others. Electron grants
 * everything where either is missing.
 */
export function installPermissions({ session, log, systemAllows }: PermissionOptions): () => void {
  session.setPermissionRequestHandler((_webContents, permission, callback, details) => {
    // The page that asks, not the one at the top: a frame inside ours would be a stranger.
    const allowed = details.isMainFrame && mayUse(permission, details.requestingUrl)
    const types = allowed ? mediaTypesOf(details) : []
    const answer = (granted: boolean) => {
      if (!granted) log.warn('permission refused', { permission })
      callback(granted)
    }
    if (types.length === 0) {
      answer(allowed)
      return
    }
    allAllowed(types).then(answer, (error: unknown) => {
      log.error('system permission not asked', { error: describeError(error) })
      answer(false)
    })
  })
  session.setPermissionCheckHandler((_webContents, permission, requestingOrigin, details) => {
    // Electron names the embedder for main frames too (electron_permission_manager.cc), and leaves it out where it
    // checks a device alone. `isMainFrame` says nothing: it is false for checks without a frame.
    const { embeddingOrigin } = details
    return (
      (embeddingOrigin === undefined || isAppUrl(embeddingOrigin)) && mayUse(permission, requestingOrigin)
    )
  })
  // HID, serial and USB devices have a handler of their own.
  session.setDevicePermissionHandler(() => false)
  return () => {
    session.setPermissionRequestHandler(null)
    session.setPermissionCheckHandler(null)
    session.setDevicePermissionHandler(null)
  }

  /** One after the other: macOS shows one question at a time. */
  async function allAllowed(types: readonly MediaType[]): Promise<boolean> {
    for (const type of types) if (!(await systemAllows(type))) return false
    return true
  }
}

/** Empty for all but getUserMedia: a screen request has no device. */
function mediaTypesOf(details: RequestDetails): readonly MediaType[] {
  return 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
}
