import type { IceServer } from '@visavis/signaling-server/protocol'
import type { Dispose } from '../lib/dispose.ts'

/** What kind of path a candidate stands for (RFC 8445, section 5.1.1): own address, seen by STUN, lent by TURN. */
export type CandidateKind = 'host' | 'srflx' | 'prflx' | 'relay'

export interface IceProbeEvents {
  candidate(kind: CandidateKind): void
  /** A server answered with an error (STUN's code, RFC 8489, section 14.8), or 701: it did not answer. */
  error(code: number): void
  /** Nothing more will be found. */
  done(): void
}

/** Tries ICE servers without connecting to anybody. */
export interface IceProbe {
  /** Never throws and never calls back synchronously; no event follows once disposed. */
  gather(iceServers: readonly IceServer[], relayOnly: boolean, events: IceProbeEvents): Dispose
}
