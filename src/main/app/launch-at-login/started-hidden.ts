import type { App } from 'electron'
import type { Platform } from '../../../shared/ipc.ts'
import { hiddenArgument } from './login-item.ts'

/** True when this start is to show no window, only the tray. */
export function startedHidden(
  app: Pick<App, 'getLoginItemSettings'>,
  platform: Platform,
  argv: readonly string[],
  startHidden: boolean,
): boolean {
  if (argv.slice(1).includes(hiddenArgument)) return true
  // macOS gives no arguments to what it starts at login, but says that it did.
  return platform === 'mac' && startHidden && app.getLoginItemSettings().wasOpenedAtLogin
}
