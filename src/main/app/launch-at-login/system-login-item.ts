import type { App } from 'electron'
import { hiddenArgument, type LoginItem } from './login-item.ts'

/**
 * macOS and Windows keep such a list themselves. Windows takes arguments with it; on macOS there are none, and the app
 * learns from the system that it was started so.
 */
export function createSystemLoginItem(
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>,
  platform: 'mac' | 'windows',
): LoginItem {
  return {
    isOn() {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings()
      // On Windows `openAtLogin` is true for one set of arguments only, the other for any.
      return Promise.resolve(platform === 'windows' ? executableWillLaunchAtLogin : openAtLogin)
    },
    set(on, hidden) {
      app.setLoginItemSettings({
        openAtLogin: on,
        ...(platform === 'windows' && { args: hidden ? [hiddenArgument] : [] }),
      })
      return Promise.resolve()
    },
  }
}
