import type { Platform } from '../../shared/ipc.ts'

export interface SystemFacts {
  readonly platform: Platform
  /** As process.getSystemVersion() gives it: `14.5.0` on macOS. */
  readonly systemVersion: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * Wayland hands out screens through a portal with its own picker. The same two variables are what Chromium's
 * capturer looks at.
 */
export function systemPicksScreens({ platform, env }: SystemFacts): boolean {
  return (
    platform === 'linux' &&
    (env['XDG_SESSION_TYPE'] ?? '').startsWith('wayland') &&
    (env['WAYLAND_DISPLAY'] ?? '') !== ''
  )
}

/** System sound can be captured on Windows and, with its own permission, from macOS 13 on. */
export function canShareSound({ platform, systemVersion }: SystemFacts): boolean {
  if (platform === 'mac') return Number.parseInt(systemVersion, 10) >= 13
  return platform === 'windows'
}
