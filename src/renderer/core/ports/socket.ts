/** A WebSocket, reduced to what signaling uses. The real one speaks the subprotocol `visavis.v1`. */
export interface Socket {
  /** Only after `opened` and before `closed`. */
  send(text: string): void
  /** Closes normally (1000). No handler is called afterwards. */
  close(): void
}

export interface SocketHandlers {
  opened(): void
  text(text: string): void
  /** `code` is the WebSocket close code, 1006 when there was none. Called at most once. */
  closed(code: number): void
}

/** Where signaling goes. */
export interface SignalingServer {
  /** ws: or wss: address of its endpoint. */
  readonly url: string
  /** What a private server wants to be shown (docs/protocol.md, "The connection"). Never logged. */
  readonly accessToken?: string | undefined
}

/** Starts connecting to the signaling server; never throws and never calls back synchronously. */
export type OpenSocket = (handlers: SocketHandlers) => Socket
