import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { parseChannelMessage, type ChannelMessage } from './channel-message.ts'
import { channelLimits } from '../lib/limits.ts'
import { createTokenBucket } from '../lib/token-bucket.ts'

export interface ChannelHandlers {
  message(message: ChannelMessage): void
  /** The peer sends more than anybody may. Called once; nothing is read afterwards. */
  flooded(): void
}

/** Unreadable messages that are logged, per connection. */
const maxLogged = 8

/**
 * Where data channel messages of one connection are parsed. What comes too fast or is too long is dropped; a peer who does
 * not stop is given up, so that a flood costs neither time nor memory nor log lines.
 */
export function createChannelReader(
  handlers: ChannelHandlers,
  clock: Pick<Clock, 'now'>,
  logger: Logger,
): (text: string) => void {
  const { burst, perSecond, lengthBurst, lengthPerSecond, messageLength, dropsUntilClose } = channelLimits
  const start = clock.now()
  const messages = createTokenBucket(burst, perSecond, start)
  const lengths = createTokenBucket(lengthBurst, lengthPerSecond, start)
  let drops = 0
  let logged = 0
  let over = false

  function drop(reason: string): void {
    drops++
    if (drops === 1) logger.info('channel-message-dropped', { reason })
    if (drops < dropsUntilClose) return
    over = true
    logger.warn('channel-flooded', { reason, drops })
    handlers.flooded()
  }

  return (text) => {
    if (over) return
    const now = clock.now()
    // Quiet again: what was dropped before was a burst and no flood.
    if (messages.level(now) > 0.5 && lengths.level(now) > 0.5) drops = 0
    const fits = text.length <= messageLength
    // One that is too long counts as well, else any number of them would look like quiet.
    if (!messages.take(1, now)) drop('too-many')
    else if (!lengths.take(Math.min(text.length, messageLength), now)) drop('too-much')
    else if (!fits) drop('too-long')
    else parse(text)
  }

  function parse(text: string): void {
    const message = parseChannelMessage(text)
    if (message) handlers.message(message)
    else if (logged++ < maxLogged) {
      logger.info('channel-message-dropped', { reason: 'unreadable', length: text.length })
    }
  }
}
