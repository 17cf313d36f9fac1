import type { SeatCommand } from '../backplane/port.ts'
import type { IncomingMessage } from './incoming-message.ts'
import type { PeerId } from '../protocol/index.ts'
import type { ConnectionId } from '../rooms/index.ts'

/** What a client says once it has a seat. */
export type SeatMessage = Exclude<IncomingMessage, { type: 'join' | 'resume' }>

/** The same for its room. */
export function seatCommand(message: SeatMessage, connection: ConnectionId, self: PeerId): SeatCommand {
  switch (message.type) {
    case 'signal': {
      const { seq, to, literal, bytes } = message
      return { type: 'signal', connection, self, seq, to, literal, bytes }
    }
    case 'ack':
      return { type: 'ack', connection, self, received: message.received }
    case 'presence':
      return { type: 'presence', connection, self, presence: message.presence }
    case 'leave':
      return { type: 'leave', connection, self }
    default:
      return message satisfies never
  }
}
