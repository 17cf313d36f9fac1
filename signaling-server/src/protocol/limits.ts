/**
 * What version 1 of the protocol fixes or proposes, each with the sentence of docs/protocol.md it comes from.
 * Values a server may choose for itself are told to the client in `joined.limits`.
 */

/** "JSON text frames … at most 64 KiB a frame." Bytes of UTF-8. */
export const maxFrameBytes = 64 * 1024

/** "A message may come in at most 16 fragments." */
export const maxFragments = 16

/** "`data` (≤ 48 KiB)": what one signal may carry. Bytes of UTF-8. */
export const maxDataBytes = 48 * 1024

/** "at most 256 messages or 1 MiB a seat": kept unacknowledged in one direction; past that the seat is closed. */
export const maxUnacknowledgedMessages = 256
/** The other half of the same sentence. Bytes of the kept frames. */
export const maxUnacknowledgedBytes = 1024 * 1024

/** "Acknowledge at the latest after 16 messages or 1 s, whichever comes first." */
export const ackAfterMessages = 16
/** The other half of the same sentence. Milliseconds. */
export const ackAfterMs = 1_000

/** "within `resumeMs` (default 30 000) of a lost connection": how long a seat is held. Milliseconds. */
export const defaultResumeMs = 30_000

/** "The server pings … every `heartbeatMs`": default 10 s. Milliseconds. */
export const defaultHeartbeatMs = 10_000

/** "drops a connection after two misses": within two heartbeats and a second of its last sign of life. */
export const heartbeatMisses = 2

/** "the third `bad-message` of a connection" closes it. */
export const maxBadMessages = 3

/** "After 8 resumes": how many one connection may try. A client needs one, then joins afresh. */
export const maxResumes = 8

/** Room size when the server is not told otherwise: a mesh of more than eight costs every uplink too much. */
export const defaultMaxPeers = 8

/** "`room` (22 chars)": 16 bytes as base64url. */
export const roomIdLength = 22

/** "`self` and peer ids are 16 random bytes, base64url." */
export const peerIdLength = 22

/** "`challenge`: 22 characters of base64url": 16 random bytes that the client chose for one seat. */
export const challengeLength = 22

/** "`token` is 32 random bytes, base64url." */
export const seatTokenLength = 43
