import type { Platform } from '../../shared/ipc.ts'

type Kind = 'microphone' | 'camera' | 'screen'

/** Apple's and Microsoft's documented addresses of the panes where access is given. */
const panes: Readonly<Record<Platform, Readonly<Partial<Record<Kind, string>>>>> = {
  mac: {
    microphone: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone',
    camera: 'x-apple.systempreferences:com.apple.preference.security?Privacy_Camera',
    screen: 'x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture',
  },
  windows: {
    microphone: 'ms-settings:privacy-microphone',
    camera: 'ms-settings:privacy-webcam',
  },
  linux: {},
}

/** @returns false where the system has no such pane. */
export async function openDeviceSettings(
  kind: Kind,
  platform: Platform,
  openExternal: (url: string) => Promise<void>,
): Promise<boolean> {
  const pane = panes[platform][kind]
  if (pane === undefined) return false
  await openExternal(pane)
  return true
}
