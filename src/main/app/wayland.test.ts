import { expect, it } from 'vitest'
import type { Platform } from '../../shared/ipc.ts'
import { runsOnWayland } from './wayland.ts'

const session = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }

it.each<[string, Platform, string, Record<string, string>, boolean]>([
  ['Electron chose Wayland', 'linux', 'wayland', {}, true],
  ['it was started with --ozone-platform=x11 in a Wayland session', 'linux', 'x11', session, false],
  ['nothing was chosen in a Wayland session with XWayland', 'linux', '', session, true],
  ['auto was chosen in a Wayland session', 'linux', 'auto', session, true],
  ['a Wayland session has no sockets', 'linux', '', { XDG_SESSION_TYPE: 'wayland' }, true],
  ['there is only a Wayland socket', 'linux', '', { WAYLAND_DISPLAY: 'wayland-1' }, true],
  ['the compositor passed a socket on', 'linux', '', { WAYLAND_SOCKET: '4' }, true],
  ['there is only an X display', 'linux', '', { XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0' }, false],
  ['it is an X session', 'linux', '', { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' }, false],
  ['nothing is known', 'linux', '', {}, false],
  ['the system is Windows', 'windows', '', session, false],
  ['the system is macOS', 'mac', 'wayland', session, false],
])('when %s', (_name, platform, ozonePlatform, env, expected) => {
  expect(runsOnWayland({ platform, ozonePlatform, env })).toBe(expected)
})
