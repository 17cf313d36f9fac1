import { systemPreferences } from 'electron'
import type { MediaAccess, Platform } from '../../shared/ipc.ts'

/**
 * macOS keeps a permission of its own, and asks the person the first time. Windows only reports its privacy switch;
 * Linux has none.
 */
export async function requestMediaAccess(
  kind: 'microphone' | 'camera',
  platform: Platform,
): Promise<MediaAccess> {
  if (platform === 'linux') return 'unknown'
  const status = systemPreferences.getMediaAccessStatus(kind)
  if (platform !== 'mac' || status !== 'not-determined') return status
  return (await systemPreferences.askForMediaAccess(kind)) ? 'granted' : 'denied'
}
