import { defaultSettings, readSettings, type Settings } from '../../shared/settings.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import type { SettingsFile } from './settings-file.ts'

/** The one owner of the settings while the app runs. */
export interface SettingsStore {
  readonly value: Settings
  /** Where a file that could not be read was kept when the store was opened. */
  readonly keptAs: string | undefined
  /** In force at once; on disk soon after, in order. */
  update(change: Partial<Settings>): void
  subscribe(listener: (value: Settings) => void): () => void
  /** Resolves when everything is on disk, or has failed to get there. */
  flush(): Promise<void>
}

export interface SettingsStoreOptions {
  readonly file: SettingsFile
  readonly log: Log
  readonly now: () => Date
}

/** Never fails: a file that cannot be read is set aside, and the defaults are used. */
export async function openSettings({ file, log, now }: SettingsStoreOptions): Promise<SettingsStore> {
  const { settings, keptAs } = await readOrSetAside({ file, log, now })
  const listeners = new Set<(value: Settings) => void>()
  let value = settings
  let unsaved = false
  let saving: Promise<void> = Promise.resolve()

  async function save(): Promise<void> {
    // Several changes in a row become one write of the last.
    if (!unsaved) return
    unsaved = false
    try {
      await file.write(`${JSON.stringify(value, null, 2)}\n`)
    } catch (error) {
      // The setting holds while the app runs; the next change tries the disk again.
      log.error('settings not saved', { error: describeError(error) })
    }
  }

  return {
    get value() {
      return value
    },
    keptAs,
    update(change) {
      value = { ...value, ...change }
      unsaved = true
      saving = saving.then(save)
      for (const listener of listeners) listener(value)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    flush: () => saving,
  }
}

async function readOrSetAside({
  file,
  log,
  now,
}: SettingsStoreOptions): Promise<{ settings: Settings; keptAs: string | undefined }> {
  let text: string | undefined
  try {
    text = await file.read()
  } catch (error) {
    log.error('settings not readable', { error: describeError(error) })
    return { settings: defaultSettings, keptAs: undefined }
  }
  if (text === undefined) return { settings: defaultSettings, keptAs: undefined }
  const result = readSettings(text)
  if (result.ok) return { settings: result.settings, keptAs: undefined }
  try {
    // 2026-11-21T13:29:59.123Z → 20261121T132959Z: no colon, which Windows forbids in names.
    const stamp = now()
      .toISOString()
      .replace(/[-:]|\.\d+/g, '')
    const keptAs = await file.setAside(stamp)
    log.warn('settings set aside', { problem: result.problem, keptAs })
    return { settings: defaultSettings, keptAs }
  } catch (error) {
    log.error('settings not set aside', { problem: result.problem, error: describeError(error) })
    return { settings: defaultSettings, keptAs: undefined }
  }
}
