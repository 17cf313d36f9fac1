import { subprotocol } from '@visavis/signaling-server/protocol'
import type { OpenSocket } from '../core/ports/socket.ts'

/** @param url asked at each attempt, since the server can be changed in the settings meanwhile */
export function createOpenSocket(url: () => string): OpenSocket {
  return (handlers) => {
    const socket = new WebSocket(url(), subprotocol)
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
}
