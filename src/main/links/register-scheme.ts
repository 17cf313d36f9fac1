import type { App } from 'electron'
import { linkScheme } from '../../shared/deep-link.ts'
import type { Log } from '../log/log.ts'

/**
 * Makes this app the one that opens our links. The installers do so too; this mends it after another version, or a
 * package that could not (AppImage).
 */
export function registerLinkScheme(app: App, log: Log): void {
  if (app.isDefaultProtocolClient(linkScheme)) return
  if (!app.setAsDefaultProtocolClient(linkScheme)) log.warn('link scheme not registered')
}
