/** A settings file as read: nothing is known of it but that it is an object. */
export type SettingsFileContent = Readonly<Record<string, unknown>>

/**
 * By version, what brings a file of it to the next. A step changes what it knows and leaves the rest: whether that can be
 * used is for the schema to say, after the last one.
 */
const steps: Readonly<Record<number, (file: SettingsFileContent) => SettingsFileContent>> = {
  /** 1 → 2: a window can also fill the screen, so its state has a name instead of one switch. */
  1: (file) => {
    if (!isObject(file['window'])) return file
    const { maximized, ...place } = file['window']
    return { ...file, window: { ...place, state: maximized === true ? 'maximized' : 'normal' } }
  },
}

export type MigrationResult =
  { readonly ok: true; readonly file: SettingsFileContent } | { readonly ok: false; readonly problem: string }

/** Brings a file of any older version to this one. */
export function migrateSettings(input: unknown, version: number): MigrationResult {
  if (!isObject(input)) return { ok: false, problem: 'not an object' }
  let file = input
  let at = input['version']
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 1)
    return { ok: false, problem: 'version: not known' }
  // Writing it back would lose what that version added.
  if (at > version) return { ok: false, problem: 'version: newer than this app' }
  for (; at < version; at++) {
    const step = steps[at]
    if (!step) return { ok: false, problem: `version: no way from ${at}` }
    file = { ...step(file), version: at + 1 }
  }
  return { ok: true, file }
}

function isObject(value: unknown): value is SettingsFileContent {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
