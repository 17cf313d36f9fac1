/** The signaling server as a library; `cli.ts` is the same as a program. */
export type { AdditionalListener } from './transport/additional-listener.ts'
export { createSignalingServer, type SignalingServer, type SignalingServerOptions } from './server.ts'
