import type { App } from 'electron'
import { linkScheme } from '../../shared/deep-link.ts'
import type { Platform } from '../../shared/ipc.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import { desktopFileName } from '../app/identity.ts'
import { appImagePath } from '../app/app-image.ts'
import type { RunProgram } from '../tray/tray-presence.ts'
import { keepLinkEntry, linkEntryFile } from './link-entry.ts'

export interface SchemeParts {
  readonly app: Pick<App, 'isDefaultProtocolClient' | 'setAsDefaultProtocolClient'>
  readonly platform: Platform
  readonly process: {
    readonly env: Readonly<Record<string, string | undefined>>
    readonly execPath: string
  }
  readonly home: string
  readonly run: RunProgram
  readonly log: Log
}

/**
 * Makes this app the one that opens our links. The installers do so too; this mends it after another version, or a
 * package that could not: Electron on Linux wants a desktop file of the app's name, which an AppImage has to write itself
 * (electron/shell/browser/browser_linux.cc). Never rejects: without it, links can still be pasted.
 */
export async function registerLinkScheme(parts: SchemeParts): Promise<void> {
  const { app, log } = parts
  const wroteEntry = await writeEntry(parts)
  if (app.isDefaultProtocolClient(linkScheme)) return
  if (app.setAsDefaultProtocolClient(linkScheme)) return
  if (wroteEntry && (await setByProgram(parts))) return
  log.warn('link scheme not registered')
}

async function writeEntry({ platform, process, home, log }: SchemeParts): Promise<boolean> {
  if (platform !== 'linux') return false
  const { env, execPath } = process
  try {
    return await keepLinkEntry(linkEntryFile(env, home), appImagePath(env, execPath))
  } catch (error) {
    log.warn('link entry not written', { error: describeError(error) })
    return false
  }
}

/** The desktop's own program, which reads the entry anew; Electron's list of entries may be older than ours. */
async function setByProgram({ run, log }: SchemeParts): Promise<boolean> {
  try {
    await run('xdg-mime', ['default', desktopFileName, `x-scheme-handler/${linkScheme}`])
    return true
  } catch (error) {
    log.warn('xdg-mime failed', { error: describeError(error) })
    return false
  }
}
