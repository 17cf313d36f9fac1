import { subprotocol } from '@visavis/signaling-server/protocol'
import type { OpenSocket, Socket, SocketHandlers } from '../core/ports/socket.ts'

/** @param url asked at each attempt, since the server can be changed in the settings meanwhile */
export function createOpenSocket(url: () => string): OpenSocket {
  return (handlers) => {
    const socket = connect(url())
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

/** @returns undefined where the address is none, or not allowed from this page (ws: from https:) */
function connect(url: string): WebSocket | undefined {
  try {
    return new WebSocket(url, subprotocol)
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
