/** The whole vocabulary of the signaling protocol, for servers and clients alike. See docs/protocol.md. */
export * from './client-messages.ts'
export * from './codec.ts'
export * from './errors.ts'
export * from './fields.ts'
export * from './ice-servers.ts'
export * from './limits.ts'
export * from './server-messages.ts'
export * from './version.ts'
