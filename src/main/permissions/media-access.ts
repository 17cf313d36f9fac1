import { systemPreferences } from 'electron'
import type { Platform } from '../../shared/ipc.ts'

const deviceOf = { audio: 'microphone', video: 'camera' } as const

/**
 * macOS keeps a permission of its own. Chromium opens the device before the person has answered the system's question
 * (electron#19017), so the app asks first and waits; once decided, the answer comes at once. Other systems have no such
 * question: there opening the device says what is allowed.
 */
export function systemAllowsDevice(type: keyof typeof deviceOf, platform: Platform): Promise<boolean> {
  return platform === 'mac' ? systemPreferences.askForMediaAccess(deviceOf[type]) : Promise.resolve(true)
}
