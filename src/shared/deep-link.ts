import { formatRoomCode, parseRoomCode, type RoomCode } from './room-code.ts'
import { parseServerAddress, type ServerAddress } from './server-address.ts'

/** What a link asks for. Following one only ever leads to the lobby. */
export interface RoomLink {
  readonly code: RoomCode
  /** Undefined: the server that is set. */
  readonly server?: ServerAddress
}

/** The scheme the installers register. */
export const linkScheme = 'visavis'

/** Longest link read, in characters. */
const maxLinkLength = 1024

// `visavis://join/CODE?server=…`. Some systems add a slash to the path or change the case of the scheme and host.
const appLink = /^visavis:\/\/join\/([^/?#]+)\/?(?:\?([^#]*))?(?:#.*)?$/i
// `https://host/#CODE`: the web client beside a server. Unencrypted only where the server is, see parseServerAddress.
const webLink = /^(https?:\/\/[^?#\s]+)(?:\?[^#]*)?#([^#]+)$/i

/** Reads an invitation in either form; undefined when it is not one, whatever the reason. */
export function parseRoomLink(text: string): RoomLink | undefined {
  const link = text.trim()
  if (link.length > maxLinkLength) return undefined
  const app = appLink.exec(link)
  if (app) return fromAppLink(app[1] ?? '', app[2] ?? '')
  const web = webLink.exec(link)
  if (web) return fromWebLink(web[1] ?? '', web[2] ?? '')
  return undefined
}

/** The link that opens this room's lobby in the app, through this server. */
export function appLinkTo(code: RoomCode, signalingUrl: string): string {
  return `${linkScheme}://join/${formatRoomCode(code)}?server=${encodeURIComponent(signalingUrl)}`
}

/** True for anything addressed to this app, readable or not: an unreadable one is worth telling the person. */
export function isAppLink(text: string): boolean {
  return text.trim().toLowerCase().startsWith(`${linkScheme}:`)
}

function fromAppLink(codeText: string, query: string): RoomLink | undefined {
  const code = parseRoomCode(decode(codeText) ?? '')
  if (!code.ok) return undefined
  const serverText = query
    .split('&')
    .map((part) => /^server=(.*)$/i.exec(part)?.[1])
    .find((value) => value !== undefined)
  if (serverText === undefined) return { code: code.code }
  const server = parseServerAddress(decode(serverText) ?? '')
  // A server that cannot be read makes the link unusable: the room is there and nowhere else.
  return server && { code: code.code, server }
}

function fromWebLink(page: string, codeText: string): RoomLink | undefined {
  const code = parseRoomCode(decode(codeText) ?? '')
  // The page's folder is where the server's own path hangs: https://host/calls/#… belongs to wss://host/calls/ws.
  const folder = page.replace(/\/(?:index\.html)?$/i, '')
  const server = parseServerAddress(`${folder}/ws`)
  return code.ok && server ? { code: code.code, server } : undefined
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    // A stray % is no encoding: the link is not one of ours.
    return undefined
  }
}
