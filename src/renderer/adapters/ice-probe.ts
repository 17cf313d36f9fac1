import type { IceServer } from '@visavis/signaling-server/protocol'
import type { Dispose } from '../core/lib/dispose.ts'
import type { IceProbe, IceProbeEvents } from '../core/ports/ice-probe.ts'

/** What browsers report of a server that does not answer (WebRTC, section 4.8.1.3). */
const unreachable = 701

/** Gathers candidates with a connection that nobody is at the other end of. */
export const iceProbe: IceProbe = {
  gather: (iceServers, relayOnly, events) => {
    const connection = connect(iceServers, relayOnly)
    return connection ? watch(connection, events) : nothingToTry(events)
  },
}

/** @returns undefined where an address among them cannot be read */
function connect(iceServers: readonly IceServer[], relayOnly: boolean): RTCPeerConnection | undefined {
  try {
    return new RTCPeerConnection({
      iceServers: iceServers.map((server) => ({ ...server })),
      iceTransportPolicy: relayOnly ? 'relay' : 'all',
    })
  } catch {
    // The port has one way to say this: a server that gave nothing.
    return undefined
  }
}

function watch(connection: RTCPeerConnection, events: IceProbeEvents): Dispose {
  let over = false
  connection.onicecandidate = ({ candidate }) => {
    if (!candidate) events.done()
    else if (candidate.type) events.candidate(candidate.type)
  }
  connection.onicecandidateerror = ({ errorCode }) => {
    events.error(errorCode)
  }
  // Something to gather for; nothing is ever sent over it.
  connection.createDataChannel('probe')
  connection
    .createOffer()
    .then((offer) => connection.setLocalDescription(offer))
    .catch(() => {
      // Refused by a connection that was closed meanwhile; then nobody listens any more.
      if (!over) events.done()
    })
  return () => {
    over = true
    connection.onicecandidate = null
    connection.onicecandidateerror = null
    connection.close()
  }
}

function nothingToTry(events: IceProbeEvents): Dispose {
  let over = false
  queueMicrotask(() => {
    if (over) return
    events.error(unreachable)
    events.done()
  })
  return () => {
    over = true
  }
}
