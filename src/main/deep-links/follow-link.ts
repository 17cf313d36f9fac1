import { parseRoomLink } from '../../shared/deep-link.ts'
import type { ServerAddress } from '../../shared/server-address.ts'
import type { Outbox } from '../ipc/outbox.ts'
import { describeError, type Log } from '../diagnostics/log.ts'
import type { ServerDirectory } from '../server/server-directory.ts'

export interface FollowLinkOptions {
  readonly outbox: Outbox
  readonly server: ServerDirectory
  readonly log: Log
  /** Brings the window up, opening it where there is none. */
  readonly showWindow: () => void
  /** The page is about to be told of the room. */
  readonly onRoom: () => void
  /** Asks the person whether calls may go through this server for now. */
  readonly mayUseServer: (address: ServerAddress) => Promise<boolean>
}

/** What to do with a link: at most, show the lobby of its room. Joining stays with the person. */
export function createLinkFollower(options: FollowLinkOptions): (link: string) => Promise<void> {
  const { outbox, server, log, showWindow, onRoom, mayUseServer } = options
  return async (text) => {
    showWindow()
    const link = parseRoomLink(text)
    if (!link) {
      log.warn('link not readable')
      outbox.tell('notice', { type: 'link-invalid' })
      return
    }
    try {
      if (link.server && !(await agreeOn(link.server))) return
      onRoom()
      outbox.tell('openRoom', link.code)
    } catch (error) {
      log.error('link not followed', { error: describeError(error) })
    }
  }

  async function agreeOn(address: ServerAddress): Promise<boolean> {
    if (await server.isCurrent(address)) return true
    if (!(await mayUseServer(address))) return false
    server.useForNow(address)
    // The page hears of the server before it hears of the room.
    await server.current()
    return true
  }
}
