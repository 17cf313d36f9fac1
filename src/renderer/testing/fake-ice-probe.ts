import type { IceServer } from '@visavis/signaling-server/protocol'
import type { IceProbe, IceProbeEvents } from '../core/ports/ice-probe.ts'

/** A network whose servers answer as the test says. */
export class FakeIceProbe implements IceProbe {
  /** What a scheme's servers do: `stun`, `turn`. */
  readonly answers = new Map<'stun' | 'turn', 'answers' | 'refuses' | 'silent' | 'same-address'>()
  /** Probes that go on. */
  active = 0
  readonly asked: { readonly iceServers: readonly IceServer[]; readonly relayOnly: boolean }[] = []

  gather(iceServers: readonly IceServer[], relayOnly: boolean, events: IceProbeEvents): () => void {
    this.asked.push({ iceServers, relayOnly })
    this.active++
    let over = false
    const live = (): boolean => !over
    const urls = iceServers.flatMap((server) => server.urls)
    const readable = urls.every((url) => /^(stuns?|turns?):\w/.test(url))
    queueMicrotask(() => {
      if (!live()) return
      if (!readable) events.error(701)
      else if (this.#tell(urls.length > 0, relayOnly, events) === 'silent') return
      if (live()) events.done()
    })
    return () => {
      if (!over) this.active--
      over = true
    }
  }

  #tell(any: boolean, relayOnly: boolean, events: IceProbeEvents): string | undefined {
    if (!relayOnly) events.candidate('host')
    if (!any) return undefined
    const answer = this.answers.get(relayOnly ? 'turn' : 'stun') ?? 'answers'
    if (answer === 'answers') events.candidate(relayOnly ? 'relay' : 'srflx')
    if (answer === 'refuses') events.error(401)
    return answer
  }
}
