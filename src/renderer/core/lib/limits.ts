/**
 * What this client holds at most of what others can make it hold. Somebody who has the room code can send anything,
 * as fast as the server lets them, from as many seats as the room has; none of it may grow without a limit.
 * Each is well above what this app's own peers need, and each is reached by a test: those of the call in
 * `core/call/hostile-limits.test.ts`, the others in the tests of whoever keeps them.
 */

/**
 * Participants, unidentified seats and listeners of one call together. A server allows up to 64 seats in a room, and
 * after it has restarted every participant is known twice for a moment: by the old connection and by the new seat.
 */
export const maxParticipants = 128

/** Open peer connections: one for each participant, and the one that is prepared in the lobby. */
export const maxPeerConnections = maxParticipants + 1

/** Session ids that were used in this call, whoever used them. The oldest are forgotten first. */
export const maxUsedSessions = 1_024

/** Sessions of one participant that are remembered as over, whatever others do to the list above. */
export const maxPastSessions = 16

/** Candidates that one peer connection accepts, over all its ICE restarts. A real peer sends a few dozen at each. */
export const maxCandidates = 512

/** Candidates that a peer connection keeps until the description they belong to. */
export const maxEarlyCandidates = 256

/**
 * Negotiations (new sessions, ICE restarts, rebuilds) that one participant can cause at once, and how long it takes
 * until they may cause another, ms. A bad network needs one every few seconds.
 */
export const maxNegotiationBurst = 16
export const negotiationRefillMs = 2_000

/**
 * Participants who can appear during a call at once, how long it takes until another may, ms, and the negotiations that
 * each may cause at once. Those who appear faster than that may cause their first one only after `negotiationRefillMs`.
 */
export const maxNewcomerBurst = 64
export const newcomerRefillMs = 1_000
export const newcomerNegotiations = 4

/**
 * Envelopes of one peer that wait to be opened, and of all together; as many of our own wait to be sealed. The server keeps at
 * most 256 for a seat (docs/protocol.md, "Limits"). A few envelopes of each peer have room also when others fill the queue.
 */
export const maxQueuedEnvelopesPerPeer = 256
export const queuedEnvelopesAlwaysAllowed = 16
export const maxQueuedEnvelopes = 1_024

/** Sealed signals that wait until the server has acknowledged what was sent before: for one receiver, and in all. */
export const maxWaitingSignalsPerPeer = 64
export const maxWaitingSignals = 1_024

/** Session descriptions and candidates (checked before the browser or simple-peer sees them). */
export const descriptionLimits = {
  /** UTF-16 units. An offer of the fixed layout has about 8,000. */
  length: 40_000,
  /** The fixed layout has five (docs/adr/0004-one-fixed-media-layout.md). */
  mediaSections: 8,
  /** In one description. A computer with ten interfaces has about 40. */
  candidates: 64,
} as const

export const candidateLimits = {
  /** UTF-16 units of the `candidate` line. */
  length: 1_000,
  /**
   * Ports below this belong to services of the system (RFC 6335, section 6). A TCP candidate there would make this computer
   * open a connection to a mail or web server of the peer's choice.
   */
  lowestTcpPort: 1_024,
} as const

/** The data channel, per connection. A peer sends a handful of messages when it connects, and one at each change. */
export const channelLimits = {
  /** UTF-16 units of one message. */
  messageLength: 64 * 1_024,
  /** Messages that may come at once, and that are added per second. */
  burst: 200,
  perSecond: 50,
  /** UTF-16 units that may come at once, and that are added per second. */
  lengthBurst: 1_024 * 1_024,
  lengthPerSecond: 256 * 1_024,
  /** Dropped messages after which the connection is closed. Whoever only was too fast for a moment stays. */
  dropsUntilClose: 100,
} as const
