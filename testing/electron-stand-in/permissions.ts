import type { Session } from 'electron'
import { answer, host, unattended } from './host-link.ts'
import { windowOfPage } from './window-list.ts'
import type { Frame } from './wire.ts'

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0]

let requestHandler: RequestHandler = null
let checkHandler: CheckHandler = null

export const setPermissionRequestHandler = (handler: RequestHandler): void => void (requestHandler = handler)
export function setPermissionCheckHandler(handler: CheckHandler): void {
  checkHandler = handler
  grantAllowed()
}

/** Chromium's names of what the stand-in can grant or withhold, by Electron's. */
const chromiumPermissions = {
  'clipboard-sanitized-write': ['clipboard-write'],
  notifications: ['notifications'],
  'local-network-access': ['local-network-access'],
} as const
const appPage = 'app://visavis/'

/** What the app's check handler lets its own page have, Chromium is told to grant; the rest it refuses. */
function grantAllowed(): void {
  const names = Object.keys(chromiumPermissions) as (keyof typeof chromiumPermissions)[]
  const permissions = names
    // As Chromium's permission service asks without a frame: no main frame, and an embedder all the same.
    .filter(
      (name) => checkHandler?.(null, name, appPage, { isMainFrame: false, embeddingOrigin: appPage }) ?? true,
    )
    .flatMap((name) => chromiumPermissions[name])
  unattended(host.call('grant', { permissions }))
}

type MediaKind = 'video' | 'audio'

/**
 * First the app's request handler is asked, then, for each device, its check handler
 * (web_contents_permission_helper.cc, electron_permission_manager.cc). Electron grants where there is no handler.
 */
export async function mayUseMedia(page: number, frame: Frame, kinds: readonly MediaKind[]): Promise<boolean> {
  const window = windowOfPage(page)
  const contents = window?.webContents as never
  const { url: requestingUrl, isMain: isMainFrame } = frame
  const request = requestHandler
  const mediaTypes = [...kinds]
  const details = { requestingUrl, isMainFrame, mediaTypes, securityOrigin: requestingUrl }
  const granted =
    request === null ||
    (await new Promise<boolean>((resolve) => request(contents, 'media', resolve, details)))
  if (!granted) return false
  const origin = originOf(requestingUrl)
  // Of the page at the top, whether or not it is the one that asks.
  const embeddingOrigin = originOf(window?.webContents.url ?? requestingUrl)
  return kinds.every((mediaType) => {
    const check = { requestingUrl, isMainFrame, embeddingOrigin, mediaType }
    return checkHandler?.(contents, 'media', origin, check) ?? true
  })
}

/** As Chromium writes an origin that is turned into an address. */
function originOf(url: string): string {
  const { protocol, host: name } = new URL(url)
  return `${protocol}//${name}/`
}

answer('userMedia', ({ page, frame, kinds }) => mayUseMedia(page, frame, kinds))
