import { parseRoomLink } from '../../../shared/deep-link.ts'
import { isOpenAddress } from '../../../shared/server-address.ts'
import type { RoomCode } from '../../../shared/room-code.ts'

export interface LinkElsewhere {
  readonly link: string
  /** Of the other server, to be shown. */
  readonly host: string
  /** What goes to it can be read and changed on the way. */
  readonly open: boolean
}

/** What was pasted, if it is a link to a room on another server than the one in use. */
export function linkElsewhere(
  text: string,
  inviteLink: (code: RoomCode) => string,
): LinkElsewhere | undefined {
  const link = parseRoomLink(text)
  if (!link?.server) return undefined
  const own = parseRoomLink(inviteLink(link.code))?.server
  if (own?.signalingUrl === link.server.signalingUrl) return undefined
  const host = /^wss?:\/\/([^/]+)/.exec(link.server.signalingUrl)?.[1] ?? link.server.signalingUrl
  return { link: text.trim(), host, open: isOpenAddress(link.server.signalingUrl) }
}
