import type { Platform } from '../../shared/ipc.ts'

/** Other Unixes that Electron may be built for behave like Linux here. */
export function platformOf(name: NodeJS.Platform): Platform {
  if (name === 'darwin') return 'mac'
  return name === 'win32' ? 'windows' : 'linux'
}
