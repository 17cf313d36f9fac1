import { createChannelReader } from '../mesh/channel-reader.ts'
import type { Clock } from '../lib/clock.ts'
import type { LinkEvents } from '../ports/peer-connection.ts'
import type { Logger } from '../lib/logger.ts'
import type { LinkEvent } from './events.ts'

/** What a peer connection tells, as events of the call; text from the other side is parsed here. */
export function eventsOfLink(feed: (event: LinkEvent) => void, clock: Clock, logger: Logger): LinkEvents {
  return {
    signal: (signal) => {
      feed({ type: 'signal', signal })
    },
    state: (state, reason) => {
      feed({ type: 'state', state, reason })
    },
    channelOpen: () => {
      feed({ type: 'channel-open' })
    },
    text: createChannelReader(
      {
        message: (message) => {
          feed({ type: 'message', message })
        },
        flooded: () => {
          feed({ type: 'flooded' })
        },
      },
      clock,
      logger,
    ),
    streams: (camera, screen) => {
      feed({ type: 'streams', camera, screen })
    },
  }
}
