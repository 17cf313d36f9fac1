import { parseRoomCode, type RoomCode } from '../../../shared/room-code.ts'

function codeOf(text: string): RoomCode {
  const result = parseRoomCode(text)
  if (!result.ok) throw new Error(`${text}: ${result.problem}`)
  return result.code
}

/** The code that the documentation uses. */
export const roomCode = codeOf('K7MQ-4QXP-9TDA')
