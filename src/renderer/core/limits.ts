/**
 * What this client holds at most of what others can make it hold. Somebody who has the room code can send anything,
 * as fast as the server lets them, from as many seats as the room has; none of it may grow without a limit.
 * `core/call/hostile-member.property.test.ts` asserts each. Limits of a single message are in its schema.
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
 * Envelopes of one sender that wait to be opened, and of all senders together; as many of our own wait to be sealed. The
 * server keeps at most 256 for a seat (docs/protocol.md, "Limits").
 */
export const maxQueuedEnvelopesPerSender = 256
export const maxQueuedEnvelopes = 1_024
