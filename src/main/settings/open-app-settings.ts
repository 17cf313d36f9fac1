import { join } from 'node:path'
import type { App } from 'electron'
import { describeError, type Log } from '../diagnostics/log.ts'
import { adoptOldSettings } from './adopt-old-settings.ts'
import { createNodeSettingsFile } from './node-settings-file.ts'
import { openSettings, type SettingsStore } from './settings-store.ts'

/** The settings in the app's own folder. */
export async function openAppSettings(app: Pick<App, 'getPath'>, log: Log): Promise<SettingsStore> {
  const userData = app.getPath('userData')
  await adoptOldSettings({ appData: app.getPath('appData'), userData }).catch((error: unknown) =>
    log.warn('old settings not adopted', { error: describeError(error) }),
  )
  const file = createNodeSettingsFile(join(userData, 'settings.json'))
  return openSettings({ file, log, now: () => new Date() })
}
