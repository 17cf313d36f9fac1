import * as v from 'valibot'
import { challengeLength, maxDataBytes, peerIdLength, roomIdLength, seatTokenLength } from './limits.ts'
import { utf8Length } from './utf8.ts'

/** The building blocks that several messages share. Each `expected` phrase ends up in `bad-message` texts. */

const base64url = (length: number) => v.pipe(v.string(), v.length(length), v.regex(/^[\w-]+$/))

/** Where peers meet; derived from the room code by the clients, so the server never learns the code. */
export const RoomIdSchema = base64url(roomIdLength)
export type RoomId = v.InferOutput<typeof RoomIdSchema>

/** One seat in one room. Chosen by the server; new for every `join`. */
export const PeerIdSchema = base64url(peerIdLength)
export type PeerId = v.InferOutput<typeof PeerIdSchema>

/** What proves that a seat is yours when you resume it. Known to its client and the server only. */
export const SeatTokenSchema = base64url(seatTokenLength)
export type SeatToken = v.InferOutput<typeof SeatTokenSchema>

/**
 * What a client chose for one seat, at random. What is sealed for that seat includes it, so that nothing sealed for
 * another seat can be replayed to it. The server passes it on and makes no use of it.
 */
export const ChallengeSchema = base64url(challengeLength)
export type Challenge = v.InferOutput<typeof ChallengeSchema>

/** `call`: takes part. `listen`: waits in the room (a lobby) and only hears who comes and goes. */
export const PresenceSchema = v.picklist(['call', 'listen'])
export type Presence = v.InferOutput<typeof PresenceSchema>

/** Position in one direction of a seat's stream: 1, 2, 3 … */
export const SeqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** Highest `seq` processed so far; 0 when there was none. */
export const ReceivedSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What one peer says to another. Opaque to the server. */
export const DataSchema = v.pipe(v.string(), v.check(isData, `at most ${maxDataBytes} bytes`))

/** Whether a text is short enough to be data. No UTF-16 unit takes more than three bytes, so few need counting. */
export function isData(text: string): boolean {
  return text.length * 3 <= maxDataBytes || (text.length <= maxDataBytes && utf8Length(text) <= maxDataBytes)
}

/** A length of time. */
export const MillisecondsSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Somebody who is in the room already, as `joined` and `resumed` list them: in the order they took their seats. */
export const PeerSchema = v.object({
  id: PeerIdSchema,
  presence: PresenceSchema,
  /** True while that peer's connection is lost and its seat is held. */
  away: v.boolean(),
  /** Absent when that client gave none. */
  challenge: v.exactOptional(ChallengeSchema),
})
export type Peer = v.InferOutput<typeof PeerSchema>

/** What this server allows, told to each client as it joins. */
export const ServerLimitsSchema = v.object({
  /** Seats in one room. */
  maxPeers: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** UTF-8 bytes in one frame. */
  maxFrameBytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** How long a seat is held after its connection was lost. */
  resumeMs: MillisecondsSchema,
  /** How often the server pings. */
  heartbeatMs: MillisecondsSchema,
})
export type ServerLimits = v.InferOutput<typeof ServerLimitsSchema>
