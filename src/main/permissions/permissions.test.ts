import type { Session } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeWebContents } from '../testing/fake-web-contents.ts'
import { installPermissions, type MediaType, type PermissionOptions } from './install-permissions.ts'
import type { Permission } from './permission-policy.ts'

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0]
type DeviceHandler = Parameters<Session['setDevicePermissionHandler']>[0]

const { contents } = createFakeWebContents()
const log = createFakeLog()
const systemAllows = vi.fn<PermissionOptions['systemAllows']>()
let request: RequestHandler
let check: CheckHandler
let device: DeviceHandler
let dispose: () => void

beforeEach(() => {
  const session = {
    setPermissionRequestHandler: (handler: RequestHandler) => void (request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (check = handler),
    setDevicePermissionHandler: (handler: DeviceHandler) => void (device = handler),
  } satisfies Partial<Session>
  systemAllows.mockReset().mockResolvedValue(true)
  log.lines.length = 0
  dispose = installPermissions({ session: session as unknown as Session, log, systemAllows })
})

/** Undefined while there is no answer. */
function asked(
  permission: Permission,
  requestingUrl: string,
  details: { isMainFrame?: boolean; mediaTypes?: MediaType[] } = {},
): () => boolean | undefined {
  const answers: boolean[] = []
  request?.(contents, permission, (granted) => void answers.push(granted), {
    requestingUrl,
    isMainFrame: true,
    ...details,
  })
  return () => {
    expect(answers.length).toBeLessThan(2)
    return answers[0]
  }
}

/** As Electron asks: with the embedder for main frames too. */
const checked = (permission: Permission, origin: string, embeddingOrigin = origin) =>
  check?.(contents, permission, origin, { isMainFrame: true, embeddingOrigin, requestingUrl: origin })

describe('permissions', () => {
  it.each<Permission>([
    'media',
    'display-capture',
    'notifications',
    'speaker-selection',
    'fullscreen',
    'loopback-network',
    'local-network',
    'local-network-access',
  ])('%s is given to our page and to nobody else', (permission) => {
    expect(asked(permission, 'app://visavis/')()).toBe(true)
    expect(checked(permission, 'app://visavis/')).toBe(true)
    expect(asked(permission, 'https://evil.example/')()).toBe(false)
    expect(checked(permission, 'https://evil.example')).toBe(false)
    expect(checked(permission, '')).toBe(false)
  })

  it('are checked where there is no frame, and where Electron names no embedder', () => {
    const ours = 'app://visavis/'
    // Notification.permission, asked by origin alone.
    expect(check?.(null, 'notifications', ours, { isMainFrame: false, embeddingOrigin: ours })).toBe(true)
    // The list of devices.
    const device = { isMainFrame: true, mediaType: 'audio', securityOrigin: ours } as const
    expect(check?.(contents, 'media', ours, device)).toBe(true)
  })

  it.each<Permission>([
    'geolocation',
    'midi',
    'hid',
    'usb',
    'clipboard-read',
    'openExternal',
    'local-fonts',
    'unknown',
  ])('%s is given to nobody', (permission) => {
    expect(asked(permission, 'app://visavis/')()).toBe(false)
    expect(checked(permission, 'app://visavis/')).toBe(false)
  })

  it('nothing is given to a frame inside the page', () => {
    expect(asked('media', 'app://visavis/frame.html', { isMainFrame: false })()).toBe(false)
    expect(checked('media', 'app://visavis/', 'https://evil.example/')).toBe(false)
    expect(checked('media', 'https://evil.example/', 'app://visavis/')).toBe(false)
  })

  it('no device is given', () => {
    expect(device?.({ deviceType: 'hid', origin: 'app://visavis', device: {} as Electron.HIDDevice })).toBe(
      false,
    )
  })

  it('the handlers go when disposed', () => {
    dispose()
    expect([request, check, device]).toEqual([null, null, null])
  })
})

describe('a request for devices', () => {
  const both: MediaType[] = ['audio', 'video']

  it('is answered once the system has allowed each of them', async () => {
    let allow: (allowed: boolean) => void = () => undefined
    systemAllows.mockResolvedValueOnce(true).mockReturnValueOnce(new Promise((resolve) => (allow = resolve)))
    const answer = asked('media', 'app://visavis/', { mediaTypes: both })
    await vi.waitFor(() => expect(systemAllows.mock.calls).toEqual([['audio'], ['video']]))
    expect(answer()).toBeUndefined()
    allow(true)
    await vi.waitFor(() => expect(answer()).toBe(true))
  })

  it('is refused when the system refuses one of them', async () => {
    systemAllows.mockResolvedValueOnce(false)
    const answer = asked('media', 'app://visavis/', { mediaTypes: both })
    await vi.waitFor(() => expect(answer()).toBe(false))
    expect(systemAllows).toHaveBeenCalledTimes(1)
  })

  it('is refused, and logged, when the system cannot be asked', async () => {
    systemAllows.mockRejectedValueOnce(new Error('no such type'))
    const answer = asked('media', 'app://visavis/', { mediaTypes: ['video'] })
    await vi.waitFor(() => expect(answer()).toBe(false))
    expect(log.lines.map(({ event }) => event)).toContain('system permission not asked')
  })

  it('of another page does not reach the system, nor does one for a screen', () => {
    expect(asked('media', 'https://evil.example/', { mediaTypes: both })()).toBe(false)
    expect(asked('media', 'app://visavis/', { mediaTypes: [] })()).toBe(true)
    expect(systemAllows).not.toHaveBeenCalled()
  })
})
