/**
 * The WebSocket subprotocol both sides must name (docs/protocol.md, "The connection").
 * An incompatible change of the protocol is a new name here, never a new field with a hidden meaning.
 */
export const subprotocol = 'visavis.v1'

/** The path of the WebSocket endpoint on the server. */
export const socketPath = '/ws'

/** A private server's access token travels as one more subprotocol: this, and the token in base64url. */
export const accessTokenPrefix = 'visavis.access.'
