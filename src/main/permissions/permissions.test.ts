import type { Session } from 'electron'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeLog } from '../testing/fake-log.ts'
import { createFakeWebContents } from '../testing/fake-web-contents.ts'
import { installPermissions } from './install-permissions.ts'
import type { Permission } from './permission-policy.ts'

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0]
type DeviceHandler = Parameters<Session['setDevicePermissionHandler']>[0]

const { contents } = createFakeWebContents()
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
  dispose = installPermissions(session as unknown as Session, createFakeLog())
})

function asked(permission: Permission, requestingUrl: string, isMainFrame = true): boolean | undefined {
  let answer: boolean | undefined
  // The request handler's list lacks the names that are only ever checked.
  const name = permission
  request?.(contents, name, (granted) => (answer = granted), { requestingUrl, isMainFrame })
  return answer
}

const checked = (permission: Permission, origin: string, embeddingOrigin?: string) =>
  check?.(contents, permission, origin, {
    isMainFrame: embeddingOrigin === undefined,
    ...(embeddingOrigin !== undefined && { embeddingOrigin }),
  })

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
    expect(asked(permission, 'app://visavis/')).toBe(true)
    expect(checked(permission, 'app://visavis/')).toBe(true)
    expect(asked(permission, 'https://evil.example/')).toBe(false)
    expect(checked(permission, 'https://evil.example')).toBe(false)
    expect(checked(permission, '')).toBe(false)
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
    expect(asked(permission, 'app://visavis/')).toBe(false)
    expect(checked(permission, 'app://visavis/')).toBe(false)
  })

  it('nothing is given to a frame inside the page', () => {
    expect(asked('media', 'app://visavis/frame.html', false)).toBe(false)
    expect(checked('media', 'app://visavis', 'https://evil.example')).toBe(false)
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
