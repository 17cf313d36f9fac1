import { candidateLimits } from '../lib/limits.ts'

/** The parts of an ICE candidate that decide whether it is used (RFC 8839, section 5.1). */
export interface CandidateLine {
  readonly transport: 'udp' | 'tcp'
  readonly address: string
  readonly port: number
  readonly type: 'host' | 'srflx' | 'relay'
  /** RFC 6544, section 4.5. An active candidate is never connected to. Absent when it does not stand where it must. */
  readonly tcpType?: string
}

// Nobody has peer-reflexive candidates to tell: they are found by checks (RFC 8445, section 7.2.5.3.1). Chromium would open a
// connection even to an active one of that type.
const line =
  /^(?:a=)?candidate:[\w+/]{1,32} \d{1,5} (udp|tcp) \d{1,10} (\S{1,255}) (\d{1,5}) typ (host|srflx|relay)((?: \S+ \S+)*) ?$/i
// Where Chromium looks for it: anywhere else it is an extension like any other, and the candidate counts as passive.
const tcpTypeAfterAddresses = /^(?: raddr \S+)?(?: rport \S+)? tcptype (active|passive|so)(?: |$)/
const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/
const ipv6 = /^(?=.*:)[\da-f:.]{2,45}$/i
// Other host names are refused: looking one up would tell its owner about this computer.
const mdnsName = /^[a-z0-9-]{1,63}\.local$/i

/** @returns undefined when it is none that this app would use */
export function parseCandidateLine(text: string): CandidateLine | undefined {
  if (text.length > candidateLimits.length) return undefined
  const match = line.exec(text)
  if (!match) return undefined
  const [, transport = '', address = '', portText = '', type = '', extensions = ''] = match
  const port = Number(portText)
  if (port > 65_535 || !isAddress(address)) return undefined
  const tcpType = tcpTypeAfterAddresses.exec(extensions)?.[1]
  return {
    transport: transport.toLowerCase() === 'tcp' ? 'tcp' : 'udp',
    address,
    port,
    type: candidateTypes.find((known) => known === type.toLowerCase()) ?? 'host',
    ...(tcpType !== undefined && { tcpType }),
  }
}

const candidateTypes = ['host', 'srflx', 'relay'] as const

function isAddress(text: string): boolean {
  if (ipv4.test(text)) return text.split('.').every((part) => Number(part) <= 255)
  return ipv6.test(text) || mdnsName.test(text)
}

/**
 * Whether connecting to it would reach a service of the system: TCP, to a port below 1024. `typ relay` changes nothing,
 * since it is only the peer's word: what a TURN server relays for a browser is UDP (RFC 8656).
 */
export function reachesSystemService(candidate: CandidateLine): boolean {
  const { transport, tcpType, port } = candidate
  // Browsers write port 9 for active candidates, which are never connected to (RFC 6544, section 4.5).
  return transport === 'tcp' && tcpType !== 'active' && port < candidateLimits.lowestTcpPort
}
