import { accessTokenPrefix, subprotocol } from '@visavis/signaling-server/protocol'
import { isLoopbackHost } from '../../shared/server-address.ts'
import { base64url } from '../core/lib/base64url.ts'
import type { OpenSocket, SignalingServer, Socket, SocketHandlers } from '../core/ports/socket.ts'

/** @param server asked at each attempt, since it can be changed in the settings meanwhile */
export function createOpenSocket(server: () => SignalingServer): OpenSocket {
  return (handlers) => {
    const socket = connect(server())
    return socket ? socketOf(socket, handlers) : unreachable(handlers)
  }
}

function socketOf(socket: WebSocket, handlers: SocketHandlers): Socket {
  socket.onopen = () => {
    handlers.opened()
  }
  socket.onmessage = (event) => {
    // Text frames only (docs/protocol.md, "The connection"); anything else cannot be parsed either.
    handlers.text(typeof event.data === 'string' ? event.data : '')
  }
  socket.onclose = (event) => {
    detach()
    handlers.closed(event.code)
  }

  function detach(): void {
    socket.onopen = null
    socket.onmessage = null
    socket.onclose = null
  }

  return {
    send: (text) => {
      socket.send(text)
    },
    close: () => {
      detach()
      socket.close(1000)
    },
  }
}

/** A browser can send no header with a WebSocket; what it offers to speak is what the server gets to see. */
function asProtocol(accessToken: string): string {
  return `${accessTokenPrefix}${base64url(new TextEncoder().encode(accessToken))}`
}

/** Only where nobody on the way can read it: encrypted, or within this machine. */
function mayCarryToken(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'wss:' || (protocol === 'ws:' && isLoopbackHost(hostname))
}

/** @returns undefined where the address is none, or not allowed from this page (ws: from https:) */
function connect({ url, accessToken }: SignalingServer): WebSocket | undefined {
  try {
    const shown = accessToken !== undefined && mayCarryToken(url)
    return new WebSocket(url, shown ? [subprotocol, asProtocol(accessToken)] : [subprotocol])
  } catch {
    // The port has one way to say this: closed without ever having been open.
    return undefined
  }
}

function unreachable(handlers: SocketHandlers): Socket {
  let closed = false
  queueMicrotask(() => {
    if (!closed) handlers.closed(1006)
  })
  return {
    send: () => undefined,
    close: () => {
      closed = true
    },
  }
}
