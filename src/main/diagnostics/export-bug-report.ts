import { homedir } from 'node:os'
import { join } from 'node:path'
import type { App, BrowserWindow } from 'electron'
import type { Environment } from '../../shared/ipc.ts'
import type { DesktopOptionsKeeper } from '../settings/desktop/desktop-options.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Strings } from '../i18n/strings.ts'
import { exportLog } from './export-log.ts'
import type { FileLog } from './file-log.ts'
import { readLogFiles } from './log-files.ts'
import { bugReport } from './report.ts'

export interface BugReportParts {
  readonly app: Pick<App, 'getPath'>
  readonly environment: Environment
  readonly facts: { readonly systemVersion: string }
  readonly settings: SettingsStore
  readonly options: DesktopOptionsKeeper
  readonly words: () => Strings
  readonly window: BrowserWindow | undefined
  readonly log: FileLog
}

/** The log and what belongs to it, where the person wants it. */
export function exportBugReport(parts: BugReportParts): Promise<'saved' | 'cancelled'> {
  const { app, environment, facts, settings, options, words, window, log } = parts
  const now = new Date()
  return exportLog({
    window,
    title: words().exportLog,
    suggestion: join(app.getPath('documents'), `visavis-log-${now.toISOString().slice(0, 10)}.txt`),
    report: async () => {
      await log.flush()
      return bugReport({
        environment,
        systemVersion: facts.systemVersion,
        settings: settings.value,
        options: await options.value(),
        log: await readLogFiles(app.getPath('logs')),
        home: homedir(),
        now,
      })
    },
  })
}
