/** Options for the constructor of the HTTP or HTTPS server. */
export const socketOptions = {
  /** How often expired connections are looked for. Milliseconds. */
  connectionsCheckingInterval: 1_000,
  /**
   * How much is read ahead from a paused socket. Bytes. Each chunk that arrives takes an object, so single bytes take far
   * more memory than their size. Sockets that are being read are not affected.
   */
  highWaterMark: 1_024,
}
