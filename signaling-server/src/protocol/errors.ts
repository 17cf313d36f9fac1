import * as v from 'valibot'

/** Every `code` an `error` message may carry. Clients turn a code into words; `message` is for developers. */
export const errorCodes = [
  /** Not JSON, not a known message, or a field out of range (named in `message`). */
  'bad-message',
  /** The subprotocol is missing or unknown. Closes 4400. */
  'unsupported-version',
  /** Anything but `join` or `resume` on a connection without a seat. */
  'not-joined',
  /** `join` or `resume` on a connection that has a seat. */
  'already-joined',
  /** The room has as many seats as this server allows. */
  'room-full',
  /** The server has as many connections or rooms as it allows. */
  'server-full',
  /** A signal to somebody who is not in the room (any more). */
  'unknown-peer',
  /** Too many joins from this address; try again after `retryAfterMs`. */
  'rate-limited',
  /** A frame over `maxFrameBytes` (closes 1009), or a message in over `maxFragments` parts (closes 1008). */
  'too-large',
  /** No such seat to resume: freed, never there, or the token is not its own. Join afresh. */
  'resume-expired',
  /** More waits for this client than the server keeps for a seat, an address, or for all. The seat is gone; closes 4413. */
  'overflow',
  /** The origin or the access token is not accepted here. Closes 4401. */
  'unauthorized',
  /** The server's own fault; the same message may work later. */
  'internal',
] as const

export const ErrorCodeSchema = v.picklist(errorCodes)
export type ErrorCode = v.InferOutput<typeof ErrorCodeSchema>

/** WebSocket close codes the server uses, beyond what RFC 6455 section 7.4.1 lets any implementation send. */
export const closeCodes = {
  /** The client left. */
  left: 1000,
  /** The server is stopping (RFC 6455's "going away"); resume elsewhere. */
  goingAway: 1001,
  /** After `error too-large`, for a message in too many parts (RFC 6455's "policy violation"). */
  policy: 1008,
  /** After `error too-large` (RFC 6455's "message too big"). */
  tooLarge: 1009,
  /** After `error server-full` (IANA's "try again later"). */
  tryAgainLater: 1013,
  /** After `error unsupported-version`, or the third `error bad-message`. */
  protocol: 4400,
  /** After `error unauthorized`. */
  unauthorized: 4401,
  /** No seat was taken within the time the server allows. */
  joinTimeout: 4408,
  /** The same seat was resumed on another connection: this one is obsolete, do not reconnect. */
  takenOver: 4409,
  /** After `error overflow`: the seat is gone. */
  overflow: 4413,
} as const
