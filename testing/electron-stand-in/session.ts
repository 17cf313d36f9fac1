import type { CustomScheme, Protocol, Session } from 'electron'
import { standInApp } from './app.ts'
import { partOfScreen } from './displays.ts'
import { answer } from './host-link.ts'
import { mayUseMedia, setPermissionCheckHandler, setPermissionRequestHandler } from './permissions.ts'
import { strict } from './strict.ts'
import { standInFrame } from './web-contents.ts'

type ProtocolHandler = Parameters<Protocol['handle']>[1]
type DisplayMediaHandler = Parameters<Session['setDisplayMediaRequestHandler']>[0]

let schemes: readonly CustomScheme[] = []
const protocolHandlers = new Map<string, ProtocolHandler>()
let displayMediaHandler: DisplayMediaHandler = null

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(given) {
    if (standInApp.isReady())
      throw new Error('registerSchemesAsPrivileged must be called before the app is ready')
    schemes = given
  },
  handle: (scheme, handler) => void protocolHandlers.set(scheme, handler),
  unhandle: (scheme) => void protocolHandlers.delete(scheme),
} satisfies Partial<Protocol>)

const defaultSession = strict('session.defaultSession', {
  protocol: protocol as Protocol,
  setPermissionRequestHandler,
  setPermissionCheckHandler,
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

answer('displayMedia', async ({ page, frame, video, audio }) => {
  // Electron asks for the permission `media` here too, with no media types.
  if (!(await mayUseMedia(page, frame, []))) return null
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
      if (!source || !('id' in source)) {
        resolve(null)
        return
      }
      const part = 'display_id' in source ? partOfScreen(String(source.display_id)) : undefined
      resolve({ video: source.id, audio: streams.audio !== undefined, part })
    })
  })
})
