import type { Command, Context, Step } from './command.ts'
import { drop, evict, expire, leave, lose } from './leave.ts'
import { join, resume } from './join.ts'
import { acknowledge, announcePresence, sendIceServers, signal } from './signal.ts'
import type { Room } from './room.ts'
import { openTurn } from './step-context.ts'

/**
 * The rules of a room. Changes the room it is given, and nothing else: the same room, command and context always come
 * to the same. Who may have to take a step back hands in a copy (`copyOf`).
 */
export function step(room: Room, command: Command, context: Context): Step {
  const turn = openTurn(room, context)
  switch (command.type) {
    case 'signal':
      signal(turn, command)
      break
    case 'ack':
      acknowledge(turn, command)
      break
    case 'join':
      join(turn, command)
      break
    case 'resume':
      resume(turn, command)
      break
    case 'presence':
      announcePresence(turn, command)
      break
    case 'leave':
      leave(turn, command)
      break
    case 'drop':
      drop(turn, command)
      break
    case 'evict':
      evict(turn, command)
      break
    case 'lost':
      lose(turn, command)
      break
    case 'expire':
      expire(turn)
      break
    case 'ice-servers':
      sendIceServers(turn, command)
      break
    default:
      return assertNever(command)
  }
  return turn
}

function assertNever(value: never): never {
  throw new Error(`unreachable: ${String(value)}`)
}
