import type { SeatCommand } from './backplane/backplane.ts'
import { jsonLiteral } from './literal.ts'
import type { ClientMessage, PeerId } from './protocol/index.ts'
import type { ConnectionId } from './rooms/index.ts'

/** What a client says once it has a seat. */
export type SeatMessage = Exclude<ClientMessage, { type: 'join' | 'resume' }>

/** The same for its room. `frame` is the text the message was read from, and `bytes` its size as UTF-8. */
export function seatCommand(
  message: SeatMessage,
  connection: ConnectionId,
  self: PeerId,
  frame: string,
  bytes: number,
): SeatCommand {
  switch (message.type) {
    case 'signal': {
      const { seq, to, data } = message
      const literal = jsonLiteral(frame, data)
      // As many bytes as characters: then that goes for every part of the frame.
      const literalBytes = bytes === frame.length ? literal.length : Buffer.byteLength(literal)
      return { type: 'signal', connection, self, seq, to, literal, bytes: literalBytes }
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
