import type { Environment } from '../../shared/ipc.ts'

/** What the app is built on, for About and bug reports. */
export function versionsOf(versions: Readonly<Record<string, string | undefined>>): Environment['versions'] {
  const { electron = '', chrome = '', node = '' } = versions
  return { electron, chromium: chrome, node }
}
