/**
 * What one peer may send, in one place. Each is well above what this app's own peers need and small enough that a peer who
 * sends all of it slows nothing down.
 */

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
  /** Trickled for one description, those in it included. */
  perDescription: 256,
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
