import type { CustomScheme, Protocol, Session } from 'electron'
import { standInApp } from './app.ts'
import { answer, host, unattended } from './host-link.ts'
import { strict } from './strict.ts'
import { standInFrame } from './web-contents.ts'
import { windowOfPage } from './window-list.ts'

type ProtocolHandler = Parameters<Protocol['handle']>[1]
type DisplayMediaHandler = Parameters<Session['setDisplayMediaRequestHandler']>[0]
type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0]

let schemes: readonly CustomScheme[] = []
const protocolHandlers = new Map<string, ProtocolHandler>()
let displayMediaHandler: DisplayMediaHandler = null
let requestHandler: RequestHandler = null
let checkHandler: CheckHandler = null

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(given) {
    if (standInApp.isReady())
      throw new Error('registerSchemesAsPrivileged must be called before the app is ready')
    schemes = given
  },
  handle: (scheme, handler) => void protocolHandlers.set(scheme, handler),
  unhandle: (scheme) => void protocolHandlers.delete(scheme),
} satisfies Partial<Protocol>)

/** Chromium's names of what the stand-in can grant or withhold, by Electron's. */
const chromiumPermissions = {
  'clipboard-sanitized-write': ['clipboard-write'],
  notifications: ['notifications'],
  'local-network-access': ['local-network-access'],
} as const

/** What the app's check handler lets its own page have, Chromium is told to grant; the rest it refuses. */
function grantAllowed(): void {
  const names = Object.keys(chromiumPermissions) as (keyof typeof chromiumPermissions)[]
  const permissions = names
    .filter((name) => checkHandler?.(null, name, 'app://visavis', { isMainFrame: true }) ?? true)
    .flatMap((name) => chromiumPermissions[name])
  unattended(host.call('grant', { permissions }))
}

const defaultSession = strict('session.defaultSession', {
  protocol: protocol as Protocol,
  setPermissionRequestHandler: (handler) => void (requestHandler = handler),
  setPermissionCheckHandler(handler) {
    checkHandler = handler
    grantAllowed()
  },
  setDevicePermissionHandler: () => undefined,
  setDisplayMediaRequestHandler: (handler) => void (displayMediaHandler = handler),
} satisfies Partial<Session>)

export const session = strict('session', { defaultSession })

answer('request', async ({ url, method, headers }) => {
  const scheme = new URL(url).protocol.slice(0, -1)
  const privileges = schemes.find((candidate) => candidate.scheme === scheme)?.privileges
  if (!privileges?.standard || !privileges.secure)
    throw new Error(`${scheme}: is not declared standard and secure`)
  const handler = protocolHandlers.get(scheme)
  if (!handler) throw new Error(`${scheme}: has no handler`)
  const response = await handler(new Request(url, { method, headers }))
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  }
})

answer('displayMedia', async ({ frame, video, audio }) => {
  const handler = displayMediaHandler
  if (!handler) return null
  return await new Promise((resolve) => {
    const request = {
      frame: standInFrame(frame.url, frame.isMain),
      securityOrigin: frame.url,
      videoRequested: video,
      audioRequested: audio,
      userGesture: true,
    }
    handler(request as never, (streams) => {
      const source = streams?.video
      resolve(source && 'id' in source ? { video: source.id, audio: streams.audio !== undefined } : null)
    })
  })
})

answer('userMedia', async ({ page, frame, kinds }) => {
  const handler = requestHandler
  // Electron grants what nobody handles.
  if (!handler) return true
  const contents = windowOfPage(page)?.webContents
  const details = {
    requestingUrl: frame.url,
    isMainFrame: frame.isMain,
    mediaTypes: kinds,
    securityOrigin: frame.url,
  }
  return await new Promise<boolean>((resolve) => handler(contents as never, 'media', resolve, details))
})
