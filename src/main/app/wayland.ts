import type { Platform } from '../../shared/ipc.ts'

export interface DisplayServerFacts {
  readonly platform: Platform
  /**
   * Value of Chromium's switch `--ozone-platform`, empty when it is not set. Electron sets it by itself before the app's
   * code runs (electron/shell/app/electron_main_delegate.cc, PreSandboxStartup), so it says what is really used.
   */
  readonly ozonePlatform: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/**
 * Whether windows are Wayland's own, which Electron makes by default in a Wayland session since version 38. There, no
 * program learns or decides where its windows stand, whether they are minimised, or that they stay on top
 * (electron/docs/api/base-window.md). `--ozone-platform=x11` runs the app in XWayland, where all of that works.
 */
export function runsOnWayland({ platform, ozonePlatform, env }: DisplayServerFacts): boolean {
  if (platform !== 'linux') return false
  if (ozonePlatform === 'wayland' || ozonePlatform === 'x11') return ozonePlatform === 'wayland'
  // Chromium's rule for a switch that is not set (chromium/ui/linux/display_server_utils.cc): the server that is there,
  // and the type of the session when both are, or neither.
  const hasWayland = (env['WAYLAND_SOCKET'] ?? env['WAYLAND_DISPLAY'] ?? '') !== ''
  const hasX11 = (env['DISPLAY'] ?? '') !== ''
  return hasWayland === hasX11 ? env['XDG_SESSION_TYPE'] === 'wayland' : hasWayland
}
