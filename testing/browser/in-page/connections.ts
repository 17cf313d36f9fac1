/** Keeps an eye on the page's peer connections, to tell which way the media took. */
export interface ConnectionPath {
  /** host, srflx, prflx or relay: how each end was reached (RFC 8445, section 5.1.1.1). */
  readonly local: string
  readonly remote: string
  readonly protocol: string
  readonly roundTripMs: number | null
}

declare global {
  var visavisPaths: () => Promise<ConnectionPath[]>
}

const connections = new Set<RTCPeerConnection>()

globalThis.RTCPeerConnection = new Proxy(RTCPeerConnection, {
  construct(target, args, newTarget) {
    const made = Reflect.construct(target, args, newTarget) as RTCPeerConnection
    connections.add(made)
    return made
  },
})

globalThis.visavisPaths = async () => {
  const open = [...connections].filter((connection) => connection.connectionState === 'connected')
  const paths = await Promise.all(open.map(async (connection) => selectedPath(await connection.getStats())))
  return paths.filter((path) => path !== undefined)
}

function selectedPath(stats: RTCStatsReport): ConnectionPath | undefined {
  const byId = new Map<string, Record<string, unknown>>()
  stats.forEach((report: Record<string, unknown>) => byId.set(String(report['id']), report))
  const transport = [...byId.values()].find((report) => report['type'] === 'transport')
  const pair = byId.get(String(transport?.['selectedCandidatePairId']))
  if (pair === undefined) return undefined
  const local = byId.get(String(pair['localCandidateId']))
  const remote = byId.get(String(pair['remoteCandidateId']))
  const seconds = pair['currentRoundTripTime']
  return {
    local: String(local?.['candidateType']),
    remote: String(remote?.['candidateType']),
    protocol: String(local?.['protocol']),
    roundTripMs: typeof seconds === 'number' ? Math.round(seconds * 10_000) / 10 : null,
  }
}

export {}
