import type { Command, RoomContext, CommandResult } from './command.ts'
import { drop, evict, expire, leave, dropInstance } from './leave.ts'
import { join, resume } from './join.ts'
import { acknowledge, announcePresence, sendIceServers, signal } from './signal.ts'
import type { Room } from './room.ts'
import { openStepContext } from './step-context.ts'

/**
 * The rules of a room. Changes the room it is given, and nothing else: the same room, command and context always come
 * to the same. Who may have to take a step back hands in a copy (`copyOf`).
 */
export function applyCommand(room: Room, command: Command, context: RoomContext): CommandResult {
  const step = openStepContext(room, context)
  switch (command.type) {
    case 'signal':
      signal(step, command)
      break
    case 'ack':
      acknowledge(step, command)
      break
    case 'join':
      join(step, command)
      break
    case 'resume':
      resume(step, command)
      break
    case 'presence':
      announcePresence(step, command)
      break
    case 'leave':
      leave(step, command)
      break
    case 'drop':
      drop(step, command)
      break
    case 'evict':
      evict(step, command)
      break
    case 'lost':
      dropInstance(step, command)
      break
    case 'expire':
      expire(step)
      break
    case 'ice-servers':
      sendIceServers(step, command)
      break
    default:
      return assertNever(command)
  }
  return step
}

function assertNever(value: never): never {
  throw new Error(`unreachable: ${String(value)}`)
}
