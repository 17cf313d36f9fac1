import type { App } from 'electron'
import type { Environment, Platform } from '../../shared/ipc.ts'
import { versionsOf } from './versions.ts'

/** What the page is told of the app and the system. `locale` is the system's first preferred language. */
export function environmentOf(
  app: App,
  platform: Platform,
  locale: string,
  canShareSound: boolean,
): Environment {
  const versions = versionsOf(process.versions)
  return { version: app.getVersion(), platform, locale, canShareSound, versions }
}
