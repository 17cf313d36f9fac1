import type { Session } from 'electron'
import type { Log } from '../log/log.ts'
import { mayUse } from './permission-policy.ts'

/**
 * Both handlers, because Chromium asks the one for some permissions and the other for others. Electron grants
 * everything where either is missing.
 */
export function installPermissions(session: Session, log: Log): () => void {
  session.setPermissionRequestHandler((_webContents, permission, callback, details) => {
    // The page that asks, not the one at the top: a frame inside ours would be a stranger.
    const granted = details.isMainFrame && mayUse(permission, details.requestingUrl)
    if (!granted) log.warn('permission refused', { permission })
    callback(granted)
  })
  session.setPermissionCheckHandler((_webContents, permission, requestingOrigin, details) => {
    // An embedding origin is set only for frames of another origin inside a page.
    return details.embeddingOrigin === undefined && mayUse(permission, requestingOrigin)
  })
  // HID, serial and USB devices have a handler of their own.
  session.setDevicePermissionHandler(() => false)
  return () => {
    session.setPermissionRequestHandler(null)
    session.setPermissionCheckHandler(null)
    session.setDevicePermissionHandler(null)
  }
}
