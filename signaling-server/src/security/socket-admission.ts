/** Limits open sockets by address. `closeSocket` is called once for each admitted socket. */
export interface SocketAdmission {
  /** Returns the key to count the socket by, or undefined if it must be closed. */
  openSocket(remoteAddress: string): string | undefined
  closeSocket(key: string): void
}
